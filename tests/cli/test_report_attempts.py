"""``report``: what members tried, the same in every kind of file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.operator import Operator
from tests.handlers.trying import tries
from tests.stage import MONDAY_10, SORA, YUI, person, staged

TOLD = {
    "attempts": 11, "people": 11, "worked": 5, "partly": 5, "not_this_time": 1, "hours_saved": 8.0, "hours_told": 1,
    "hours_people": 1,
}  # fmt: skip


@pytest.fixture
async def operator(migrated_url: str, tmp_path: Path) -> Operator:
    async with staged(migrated_url, migrated=True) as stage:
        await tries(stage, SORA, minutes_before="30", minutes_after="10", times_a_month="8", people="3")
        await tries(stage, YUI, came_of_it="not_this_time", theme="")
        for number in range(200, 209):
            came = "partly" if number % 2 == 0 else "worked"
            await tries(
                stage, person(number, f"参加者{number}"), came_of_it=came, theme="meeting" if number < 204 else ""
            )
    return Operator(migrated_url, tmp_path, now=MONDAY_10)


def test_json_csv_and_the_page_tell_the_same(operator: Operator) -> None:
    told = json.loads(operator.done("report", "--format", "json"))
    assert told["attempts"] == TOLD
    assert told["attempts_before"] is None
    sides = {(side["kind"], side["name"]): side["attempts"] for side in told["attempt_sides"]}
    assert sides == {("theme", "議事録と会議"): 5, ("theme", ""): 6}
    rows = list(csv.DictReader(io.StringIO(operator.done("report", "--format", "csv"))))
    assert {row["figure"]: float(row["value"]) for row in rows if row["part"] == "attempts"} == TOLD
    assert ("theme/議事録と会議", "5") in {
        (row["of"], row["value"]) for row in rows if (row["part"], row["figure"]) == ("attempt_sides", "attempts")
    }
    page = operator.done("report", "--language", "ja")
    for said in (
        "<h2>みなさんの挑戦</h2>",
        "今回はうまくいかなかった",
        "1か月に減った時間",
        "どのテーマでもない挑戦",
        "ご本人が書いた数字だけ",
    ):
        assert said in page


def test_the_rows_of_the_export_add_up_to_the_figures(operator: Operator) -> None:
    rows = [json.loads(line) for line in operator.done("export", "attempts").splitlines()]
    saved = [
        (row["minutes_before"] - row["minutes_after"]) * row["times_a_month"] * row["people"]
        for row in rows
        if None not in (row["minutes_before"], row["minutes_after"], row["times_a_month"], row["people"])
    ]
    counts = {came: [row["came_of_it"] for row in rows].count(came) for came in ("worked", "partly", "not_this_time")}
    assert (
        counts
        | {
            "attempts": len(rows),
            "people": len({row["member_id"] for row in rows}),
            "hours_saved": sum(saved) / 60,
            "hours_told": len(saved),
            "hours_people": 1,
        }
        == TOLD
    )
    cells = list(csv.DictReader(io.StringIO(operator.done("export", "attempts", "--format", "csv"))))
    assert [(cell["attempt_id"], cell["theme"], cell["posted"]) for cell in cells] == [
        (row["attempt_id"], row["theme"] or "", "false") for row in rows
    ]
    assert list(cells[0]) == list(rows[0])
    assert rows[0]["written_at"] == "2026-11-30T01:00:00Z"
    assert "Copilot" not in operator.done("export", "attempts")


def test_the_spreadsheet_has_a_sheet_of_them(operator: Operator, tmp_path: Path) -> None:
    operator.done("report", "--format", "xlsx", "--to", str(tmp_path / "report.xlsx"))
    with zipfile.ZipFile(tmp_path / "report.xlsx") as book:
        names = book.read("xl/workbook.xml").decode()
    assert 'name="attempts"' in names
    assert 'name="attempt_sides"' in names


def test_nobody_is_named_and_no_word_of_theirs_is_in_it(operator: Operator) -> None:
    for layout in ("json", "csv", "html"):
        written = operator.done("report", "--format", layout)
        assert SORA.name not in written
        assert "Copilot" not in written
