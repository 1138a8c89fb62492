//! Readings made out of the gold, with faults, so that the scorer has something to judge.

use super::corpus::Case;
use serde_json::{Value, json};

/// A small generator of numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn rarely(&mut self) -> bool {
        self.below(6) == 0
    }
}

/// A reading of `case` that is right in most things.
pub fn guess(case: &Case, dice: &mut Dice) -> Value {
    let gold = &case.gold;
    let text = bantin::text::normalise(&bantin::load::decode(&case.bytes).unwrap().text).text;
    let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
    let some = |list: Vec<Value>, dice: &mut Dice| -> Vec<Value> {
        let mut list: Vec<Value> = list.into_iter().filter(|_| !dice.rarely()).collect();
        if dice.rarely() {
            list.extend(list.first().cloned());
        }
        list
    };
    let figures: Vec<Value> = some(list("figures"), dice).iter().map(|g| figure(g, dice)).collect();
    let missed = some(list("missed"), dice);
    let shortfalls: Vec<Value> = missed.iter().map(|g| shortfall(g, dice)).collect();
    let speakers = some(list("speakers"), dice);
    let anchors = some(list("conclusions"), dice);
    let conclusions: Vec<Value> = anchors.iter().filter_map(|a| sentence(&text, a.as_str()?)).collect();
    let sections: Vec<Value> = bantin::text::paragraphs(&text)
        .map(|span| {
            let kind = ["results", "conclusion", "tasks", "caption"][dice.below(4)];
            json!({ "span": span, "kind": kind })
        })
        .collect();
    json!({
        "text": text, "figures": figures, "shortfalls": shortfalls, "speakers": speakers, "conclusions": conclusions,
        "sections": sections, "period": { "elapsed_percent": gold["elapsed_percent"] }, "published": gold["published"],
    })
}

fn figure(gold: &Value, dice: &mut Dice) -> Value {
    let named = |dice: &mut Dice| match gold["name"].as_array() {
        Some(names) => names[dice.below(names.len())].clone(),
        None => gold["name"].clone(),
    };
    let name = named(dice);
    let name = format!("{} {}", ["", "tổng", "trong đó"][dice.below(3)], name.as_str().unwrap_or_default());
    let slip = |n: &Value, dice: &mut Dice| if dice.rarely() { json!(1.25) } else { n.clone() };
    json!({
        "indicator": name,
        "kind": if dice.rarely() { json!("target") } else { gold["kind"].clone() },
        "value": { "amount": slip(&gold["value"], dice), "unit": gold["unit"], "upper": gold["upper"] },
        "changes": [{ "percent": slip(&gold["change"], dice), "points": gold["points"] }],
        "plans": [{ "percent": slip(&gold["plan"], dice) }],
        "share": { "percent": if dice.rarely() { json!(6) } else { Value::Null } },
    })
}

fn shortfall(gold: &Value, dice: &mut Dice) -> Value {
    let name = gold["name"].as_array().and_then(|n| n.first()).unwrap_or(&gold["name"]).clone();
    let reasons = if dice.rarely() { json!(["stated"]) } else { gold["reasons"].clone() };
    json!({ "indicator": name, "reasons": reasons })
}

fn sentence(text: &str, anchor: &str) -> Option<Value> {
    let start = text.find(anchor)?;
    let end = text.get(start..).unwrap_or_default().find(['.', '\n']).map_or(text.len(), |i| start + i);
    Some(json!({ "span": [start, end] }))
}
