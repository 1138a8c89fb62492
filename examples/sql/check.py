"""Runs the questions of queries.sql on bulletins whose answers are known, and holds the answers against them.

    check.py BANTIN
"""

import datetime
import decimal
import itertools
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import make
import run


def ends(year, month):
    return (datetime.date(year + month // 12, month % 12 + 1, 1)) - datetime.timedelta(days=1)


def missed(due, share, change):
    return share < due or (change is not None and change < 0)


def behind():
    """Places, and the first and last year of three running or more, straight from what is laid down."""
    for place, years in make.BEHIND.items():
        for _, run_of in itertools.groupby(enumerate(years), lambda pair: pair[1] - pair[0]):
            several = [year for _, year in run_of]
            if len(several) >= 3:
                reached = [make.facts(place, year, 6, 50)[1][4] for year in several]
                yield place, several[0], several[-1], reached


def answers():
    rows = list(make.rows())
    first = sorted(behind())
    second = sorted(
        (place, ends(year, month), share, due, share - due)
        for place, year, month, due, topic, _, _, _, share, _, _ in rows
        if topic == "budget revenue"
    )
    places = {}
    for place, year, _, due, topic, _, _, _, share, change, _ in rows:
        if missed(due, share, change):
            places.setdefault((year, topic), set()).add(place)
    third = [(year, topic, len(which), sorted(which)) for (year, topic), which in places.items()]
    third = sorted(third, key=lambda row: (-row[2], row[0], row[1]))[:10]
    fourth = []
    for place, year in make.DIFFERS.items():
        amounts = sorted([make.facts(place, year, 6, 50)[0][2], make.other(place, year)[0]])
        sources = sorted([make.name(place, year, 6), f"council-{make.name(place, year, 6)}"])
        fourth.append((place, "budget revenue", ends(year, 6), [a * 10**9 for a in amounts], sources))
    fifth = [
        (place, ends(year, month), indicator, share, due, change)
        for place, year, month, due, _, indicator, _, _, share, change, _ in rows
        if share >= due and change is not None and change < 0
    ]
    fifth = sorted(fifth, key=lambda row: (row[5], row[0], row[1]))[:10]
    return [first, second, third, sorted(fourth), fifth]


def main():
    bantin = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        folder, table = pathlib.Path(place) / "bulletins", pathlib.Path(place) / "figures.parquet"
        make.write(folder)
        subprocess.run([bantin, "extract", "--format", "parquet", "-o", str(table), str(folder)], check=True)
        connection = duckdb.connect()
        run.view(connection, [str(table)])
        for number, (question, wanted) in enumerate(zip(run.questions(), answers(), strict=True), 1):
            found = [tuple(row) for row in connection.sql(question).fetchall()]
            if number == 4:
                found = [(*row[:4], [pathlib.Path(name).name for name in row[4]]) for row in found]
            if number == 5:
                for row in found:
                    # The sentence shows the number.
                    assert make.words(abs(row[5]).normalize()) in row[6], row
                found = [row[:6] for row in found]
            assert wanted and found == wanted, f"question {number}: found {found}\nwanted {wanted}"
            print(f"{question.splitlines()[0]}\n   {len(found)} rows, as known; the first: {found[0]}")


if __name__ == "__main__":
    decimal.getcontext().prec = 40
    main()
