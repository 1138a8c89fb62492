-- 1. Which places were behind in public-investment disbursement at six months, three years running?
with missed_years as (
  select place, year, max(plan_percent) as plan_percent
  from figures
  where topic = 'public investment disbursement' and cumulated and month = 6 and plan_percent is not null
  group by place, year
  having bool_and(missed)
), runs as (
  -- Years of one run are as far from their rank as each other.
  select *, year - row_number() over (partition by place order by year) as run from missed_years
)
select place, min(year) as first_year, max(year) as last_year, list(plan_percent order by year) as reached
from runs
group by place, run
having count(*) >= 3
order by place, first_year;

-- 2. How far was each place from what was due in budget revenue, by period?
select place, period_end, plan_percent, due_percent, plan_percent - due_percent as points
from figures
where topic = 'budget revenue' and cumulated and plan_percent is not null and due_percent is not null
order by place, period_end;

-- 3. Which indicators were missed by most places in a year?
select year, topic, count(distinct place) as places, list(distinct place order by place) as which
from figures
where missed and topic is not null and year is not null
group by year, topic
order by places desc, year, topic
limit 10;

-- 4. Where did two bulletins tell one number differently?
select place, topic, period_end, list(distinct canonical order by canonical) as told,
  list(distinct source order by source) as sources
from figures
where topic is not null and canonical is not null and kind = 'observed' and period_end is not null
group by place, topic, period_start, period_end, canonical_unit
having count(distinct canonical) > 1 and count(distinct source) > 1
order by place, topic, period_end;

-- 5. What fell against the same period although its plan was reached?
select place, period_end, indicator, plan_percent, due_percent, change_percent, sentence
from figures
where plan_percent >= due_percent and change_percent < 0 and polarity = 'more_is_better'
order by change_percent, place, period_end
limit 10;
