"""Bulletins of invented provinces over years, with what they say as a table: the known answers to queries.sql.

    make.py FOLDER

Every province tells its first quarter, six months and year, from 2020 to 2024. Chance decides the numbers, the same every time;
who is behind in public investment at six months is laid down in BEHIND, so that there is an answer, and there are
provinces that look like one and are none.
"""

import decimal
import pathlib
import random
import sys

YEARS = range(2020, 2025)
# Label, last month, what is due of a year's plan.
PERIODS = [("quý I", 3, 25), ("6 tháng đầu năm", 6, 50), ("năm", 12, 100)]
# The years in which a province is behind in public investment at six months.
BEHIND = {
    "Hà Sơn": [2021, 2022, 2023],
    "Lam Giang": [2020, 2021, 2022, 2023, 2024],
    # Three years, but not running.
    "Phú Lộc Hải": [2020, 2022, 2024],
    "Bình Trạch": [2020, 2021, 2023],
    # Three running, and one before a gap.
    "Đông Khê": [2020, 2022, 2023, 2024],
    "Tây Vân": [2023, 2024],
    # Behind at other times only.
    "An Thượng": [],
    "Kim Sa": [],
}
# Provinces whose councils tell another number of the budget's revenue at six months of this year.
DIFFERS = {"Hà Sơn": 2022, "Kim Sa": 2024}


def words(number):
    """A number as bulletins write it."""
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def tenth(number):
    return decimal.Decimal(round(number * 10)) / 10


def change(percent):
    return f"{'tăng' if percent > 0 else 'giảm'} {words(abs(percent))}% so với cùng kỳ"


def facts(place, year, month, due):
    """What a province tells: topic, indicator, amount, unit, share of the plan, change."""
    dice = random.Random(f"{place} {year} {month}")

    def share(behind):
        """A share of the plan clearly on one side of what is due."""
        return tenth(due * (dice.uniform(0.5, 0.85) if behind else dice.uniform(1.03, 1.2)))

    def moved():
        return tenth(dice.choice([-1, 1]) * dice.uniform(1, 15))

    if month == 6:
        behind = year in BEHIND[place]
    else:
        behind = not BEHIND[place] or dice.random() < 0.5
    return [
        ("budget revenue", "Tổng thu ngân sách nhà nước", dice.randint(1_000, 60_000), "tỷ đồng", share(dice.random() < 0.4), moved()),
        ("public investment disbursement", "Giải ngân vốn đầu tư công", dice.randint(500, 9_000), "tỷ đồng", share(behind), None),
        ("exports", "Kim ngạch xuất khẩu", dice.randint(100, 9_000), "triệu USD", share(dice.random() < 0.4), moved()),
    ]


def told(place, year, label, month, due):
    """A bulletin's text."""
    inside = f"{label} {year}" if "năm" in label else f"{label} năm {year}"
    after = f"{dice_day(place, year, month)}/{month % 12 + 1}/{year + month // 12}"
    lines = [
        f"{name} đạt {words(amount)} {unit}, bằng {words(plan)}% kế hoạch năm{', ' + change(moved) if moved is not None else ''}."
        for _, name, amount, unit, plan, moved in facts(place, year, month, due)
    ]
    return (
        f"UBND tỉnh {place}: Tình hình kinh tế - xã hội {inside}\n{after}\n\n"
        f"UBND tỉnh {place} họp phiên thường kỳ đánh giá kết quả {inside}.\n\n"
        f"Theo báo cáo, {inside}, kinh tế của tỉnh có chuyển biến. {' '.join(lines)}\n\n"
        f"Kết luận phiên họp, Chủ tịch UBND tỉnh yêu cầu các sở, ngành rà soát các nguồn thu.\n"
    )


def dice_day(place, year, month):
    return random.Random(f"{year} {month} {place}").randint(1, 28)


def other(place, year):
    """What the council tells of the six months: the same revenue, by another number."""
    amount = facts(place, year, 6, 50)[0][2] + 17
    text = (
        f"HĐND tỉnh {place} khai mạc kỳ họp giữa năm {year}\n10/7/{year}\n\n"
        f"HĐND tỉnh {place} khai mạc kỳ họp, nghe báo cáo kết quả 6 tháng đầu năm {year}.\n\n"
        f"Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm {year} đạt {words(amount)} tỷ đồng.\n"
    )
    return amount, text


def rows():
    """All that the bulletins tell: place, year, month, due, topic, indicator, amount, unit, share, change, file."""
    for place in BEHIND:
        for year in YEARS:
            for label, month, due in PERIODS:
                for fact in facts(place, year, month, due):
                    yield (place, year, month, due, *fact, name(place, year, month))


def name(place, year, month):
    return f"{list(BEHIND).index(place)}-{year}-{month:02}.txt"


def write(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for place in BEHIND:
        for year in YEARS:
            for label, month, due in PERIODS:
                (folder / name(place, year, month)).write_text(told(place, year, label, month, due))
    for place, year in DIFFERS.items():
        (folder / f"council-{name(place, year, 6)}").write_text(other(place, year)[1])


if __name__ == "__main__":
    write(sys.argv[1])
