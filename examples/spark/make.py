"""Records to try the engines on: short bulletins of invented provinces, put together by chance that is the same every time.

    make.py COUNT OUT.parquet [OUT.ndjson]

Every 997th record has no text, so that failures are met too; every 50th is one of the project's own long test bulletins.
"""

import json
import pathlib
import random
import sys

import pyarrow
import pyarrow.parquet

PLACES = ["Hà Sơn", "Lam Giang", "Phú Lộc Hải", "Bình Trạch", "Đông Khê", "Tây Vân", "An Thượng", "Kim Sa", "Thạch Vĩnh", "Mỹ Lâm"]
PERIODS = [("quý I", 25), ("6 tháng đầu năm", 50), ("9 tháng đầu năm", 75), ("Tháng 4", 33), ("11 tháng", 92), ("Năm", 100)]
PEOPLE = ["Nguyễn Văn Bình", "Trần Thị Lan", "Lê Quang Huy", "Phạm Minh Đức", "Vũ Thị Hạnh"]
TASKS = [
    "tập trung tháo gỡ vướng mắc, đẩy nhanh tiến độ giải ngân vốn đầu tư công",
    "rà soát các nguồn thu, chống thất thu, nợ đọng thuế",
    "chủ động các phương án phòng, chống thiên tai trong mùa mưa bão",
    "đẩy nhanh công tác giải phóng mặt bằng các dự án trọng điểm",
    "cải thiện môi trường đầu tư kinh doanh, nâng cao chỉ số cải cách hành chính",
]


def decimal(number, digits=2):
    return f"{number:.{digits}f}".replace(".", ",")


def thousands(number):
    return f"{number:,}".replace(",", ".")


def change(dice):
    percent = dice.uniform(-15, 20)
    return f"{'tăng' if percent >= 0 else 'giảm'} {decimal(abs(percent))}% so với cùng kỳ"


def plan(dice, due):
    return decimal(max(1.0, due + dice.gauss(0, 9)))


def bulletin(number):
    """A bulletin of some eight sentences; the number alone decides what it says."""
    dice = random.Random(number)
    place, year = dice.choice(PLACES), dice.randint(2019, 2024)
    label, due = dice.choice(PERIODS)
    period = f"{label} năm {year}" if label != "Năm" else f"Năm {year}"
    inside = period[0].lower() + period[1:]
    facts = [
        f"Thu ngân sách nhà nước trên địa bàn đạt {thousands(dice.randint(900, 90_000))} tỷ đồng, bằng {plan(dice, due)}% dự toán năm, {change(dice)}.",
        f"Giải ngân vốn đầu tư công đạt {decimal(dice.uniform(0.4, 30), 1)} nghìn tỷ đồng, bằng {plan(dice, due - 8)}% kế hoạch năm.",
        f"Kim ngạch xuất khẩu ước đạt {decimal(dice.uniform(0.2, 12))} tỷ USD, {change(dice)}.",
        f"Chỉ số sản xuất công nghiệp {change(dice)}.",
        f"Khách du lịch đạt {decimal(dice.uniform(0.1, 4), 3)} triệu lượt, {change(dice)}.",
        f"Toàn tỉnh xảy ra {dice.randint(5, 300)} vụ tai nạn giao thông, {change(dice)}.",
        f"Diện tích gieo trồng đạt {thousands(dice.randint(1_000, 200_000))} ha, đạt {plan(dice, due)}% kế hoạch.",
    ]
    told = dice.sample(facts, dice.randint(3, len(facts)))
    who = dice.choice(PEOPLE)
    tasks = "; ".join(dice.sample(TASKS, dice.randint(1, 3)))
    return (
        f"UBND tỉnh {place}: Tình hình kinh tế - xã hội {period}\n\n"
        f"Ngày {dice.randint(1, 28)}/{dice.randint(1, 12)}/{year + 1}, UBND tỉnh {place} họp phiên thường kỳ đánh giá kết quả {inside}.\n\n"
        f"Theo báo cáo, {inside}, kinh tế của tỉnh có chuyển biến. {' '.join(told)}\n\n"
        f"Kết luận phiên họp, Chủ tịch UBND tỉnh {who} yêu cầu các sở, ngành, địa phương {tasks}.\n"
    )


def records(count):
    folder = pathlib.Path(__file__).resolve().parents[2] / "tests" / "bulletins"
    long = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    for i in range(count):
        if i % 997 == 996:
            yield f"r{i:07}", ""
        elif i % 50 == 49:
            yield f"r{i:07}", f"{long[i // 50 % len(long)]}\nSố {i}.\n"
        else:
            yield f"r{i:07}", bulletin(i)


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    ids, made = zip(*records(count))
    table = pyarrow.table({"id": ids, "text": made})
    pyarrow.parquet.write_table(table, out, row_group_size=max(1, count // 16))
    if len(sys.argv) > 3:
        with open(sys.argv[3], "w") as lines:
            for id, text in zip(ids, made):
                lines.write(json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
