"""``report``: the figures that the command “stats” tells, in four kinds of files."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.cards.render import render
from cli.report_page import Page
from cli.report_sheets import workbook
from models.statistics.tables import Table
from models.views import StatsView
from tests.bot.cards.hostile import HOSTILE
from tests.cli.operator import Operator
from tests.handlers.trying import tries
from tests.stage import COMMUNITY, HANA, KEN, MIO, MONDAY_10, SORA, YUI, Stage, staged

LATER = MONDAY_10 + timedelta(days=8)
NAMED = COMMUNITY.replace('"シーズン6"', json.dumps(f"=1+1 <b>{HOSTILE}", ensure_ascii=False))


async def happen(stage: Stage) -> StatsView:
    """A week of a few posts; returns what “stats” tells the lead of it."""
    first = await stage.post(SORA, "議事録について")
    stage.clock.forward(minutes=20)
    await stage.react(MIO, first, added="like")
    stage.clock.forward(hours=12)
    await stage.reply(KEN, first)
    await stage.post(YUI)
    stage.clock.now = LATER
    await stage.say(HANA, "stats")
    await stage.deliver_all()
    view = stage.teams.of("send", HANA)[-1].view
    assert isinstance(view, StatsView)
    return view


@pytest.fixture
async def busy(migrated_url: str, tmp_path: Path) -> tuple[Operator, StatsView]:
    async with staged(migrated_url, NAMED, migrated=True) as stage:
        view = await happen(stage)
    return Operator(migrated_url, tmp_path, now=LATER), view


def seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()


def test_json_and_csv_tell_the_numbers_of_the_command(busy: tuple[Operator, StatsView]) -> None:
    operator, view = busy
    known = view.report.figures
    told = json.loads(operator.done("report", "S6", "--format", "json"))
    assert (told["season"]["posts"], told["season"]["answered"]) == (known.posts, known.answered) == (2, 1)
    assert told["season"]["median_to_receipt"] == seconds(known.median_to_receipt) == 20 * 60
    assert told["season"]["p90_to_answer"] is None
    assert [week["posts"] for week in told["weeks"]] == [week.posts for week in view.report.weeks]
    rows = list(csv.DictReader(io.StringIO(operator.done("report", "--format", "csv"))))
    by_name = {row["figure"]: row["value"] for row in rows if row["part"] == "season"}
    assert by_name == {name: "" if value is None else str(value) for name, value in told["season"].items()}
    assert {row["value"] for row in rows if (row["of"], row["figure"]) == ("2026-11-30", "posts")} == {"2"}


def test_what_the_pmo_carries_is_told_only_when_it_is_asked_for(busy: tuple[Operator, StatsView]) -> None:
    operator, view = busy
    assert view.loads is not None
    for layout in ("json", "csv", "html"):
        assert KEN.name not in operator.done("report", "--format", layout)
    told = json.loads(operator.done("report", "--format", "json", "--pmo"))
    assert [(load["name"], load["acts"], load["out_of_hours"]) for load in told["load"]] == [
        (HANA.name, 0, 0), (KEN.name, 1, 1), (MIO.name, 1, 0),
    ]  # fmt: skip
    assert told["pmo"]["fairness"] == view.loads.fairness == 1.5
    assert KEN.name in operator.done("report", "--pmo")


def test_the_page_writes_days_and_months_as_its_reader_does(busy: tuple[Operator, StatsView]) -> None:
    operator, _ = busy
    for language, week, month in (
        ("ja", "2026年9月28日(月)", "2026年10月"),
        ("en", "Mon 28 Sep 2026", "October 2026"),
    ):
        page = operator.done("report", "S6", "--language", language)
        assert f"<td>{week}</td>" in page
        assert f"<td>{month}</td>" in page
        assert not re.search(r"<td>\d{4}-\d\d", page)


def test_the_spreadsheet_holds_numbers_and_no_formula(busy: tuple[Operator, StatsView]) -> None:
    operator, view = busy
    assert "name the file" in operator.refused("report", "--format", "xlsx")
    nowhere = str(operator.folder / "none" / "s6.xlsx")
    assert f"{nowhere} cannot be written: No such file" in operator.refused("report", "--to", nowhere)
    file = operator.folder / "s6.xlsx"
    operator.done("report", "S6", "--format", "xlsx", "--pmo", "--to", str(file))
    sheets = read(file)
    assert list(sheets) == [
        "season", "before", "weeks", "months", "sides", "spreads", "measures", "attempts", "attempts_before",
        "attempt_sides", "mentions", "layers", "load", "pmo",
    ]  # fmt: skip
    season = {row[0]: row[1] if len(row) > 1 else None for row in sheets["season"]}
    assert season["posts"] == view.report.figures.posts
    assert season["median_to_receipt"] == pytest.approx(20 / 60 / 24)
    assert season["p90_to_answer"] is None
    assert [row[1] for row in sheets["load"][1:]] == [HANA.name, KEN.name, MIO.name]


def read(file: Path) -> dict[str, list[list[Any]]]:
    """The cells of each sheet, by hand: text as text, numbers as numbers. There may be no formula among them."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(file) as opened:
        texts = ElementTree.fromstring(opened.read("xl/sharedStrings.xml")).findall(f"{space}si/{space}t")
        names = ElementTree.fromstring(opened.read("xl/workbook.xml")).iter(f"{space}sheet")
        found = {}
        for number, sheet in enumerate(names, start=1):
            tree = ElementTree.fromstring(opened.read(f"xl/worksheets/sheet{number}.xml"))
            assert list(tree.iter(f"{space}f")) == []
            found[sheet.attrib["name"]] = [[cell(one, texts, space) for one in row] for row in tree.iter(f"{space}row")]
    return found


def cell(one: ElementTree.Element, texts: list[ElementTree.Element], space: str) -> Any:
    value = one.findtext(f"{space}v")
    if value is None:
        return None
    return texts[int(value)].text if one.attrib.get("t") == "s" else float(value)


def test_the_page_is_whole_in_both_languages_and_takes_no_name_for_markup(busy: tuple[Operator, StatsView]) -> None:
    operator, _ = busy
    page = operator.done("report", "S6")
    assert '<html lang="ja">' in page
    assert "受け止め済み" in page
    assert "=1+1 &lt;b&gt;" in page
    assert "<b>" not in page
    assert "http" not in page.replace("https://evil.example", ""), "nothing is fetched from elsewhere"
    file = operator.folder / "s6.html"
    assert operator.done("report", "--language", "en", "--to", str(file)).startswith(f"{file}: ")
    assert "Acknowledged" in file.read_text(encoding="utf-8")
    assert "<svg" in page


def test_a_theme_is_told_alone(busy: tuple[Operator, StatsView]) -> None:
    operator, _ = busy
    told = json.loads(operator.done("report", "--format", "json", "--theme", "meeting"))
    assert (told["theme"], told["season"]["posts"], told["months"]) == ("議事録と会議", 1, [])
    told = json.loads(operator.done("report", "--format", "json", "--theme", "inquiry"))
    assert told["season"]["posts"] == 0


def test_what_there_is_not_is_said_with_what_there_is(busy: tuple[Operator, StatsView]) -> None:
    operator, _ = busy
    assert "There is no season “S9”. There is: S6" in operator.refused("report", "S9")
    assert "There is no theme “x”. There is: meeting, inquiry" in operator.refused("report", "--theme", "x")


def test_before_there_is_a_community_there_is_no_report(operator: Operator) -> None:
    assert "No community is known yet" in operator.refused("report")


@pytest.mark.parametrize("count", [1, 3, 5, 7, 9, 13])
async def test_page_and_card_round_a_number_alike(migrated_url: str, tmp_path: Path, count: int) -> None:
    """Twenty days: 0.05, 0.15, 0.25, … posts a day, each between two numbers with one decimal."""
    text = COMMUNITY.replace('starts = "2026-10-01"', 'starts = "2026-11-11"')
    async with staged(migrated_url, text, migrated=True) as stage:
        for _ in range(count):
            await stage.post(SORA)
        minutes = {"minutes_before": "60", "minutes_after": str(60 - 3 * count), "times_a_month": "1", "people": "1"}
        await tries(stage, SORA, **minutes)
        await stage.say(HANA, "stats")
        await stage.deliver_all()
        view = stage.teams.of("send", HANA)[-1].view
        assert isinstance(view, StatsView)
        assert view.report.figures.days == 20
        card = facts_of(render(view, "en", "Asia/Tokyo").card)
    page = Operator(migrated_url, tmp_path, now=MONDAY_10).done("report", "--language", "en")
    told = dict(re.findall(r"<td>([^<]*)</td><td>([^<]*)</td>", page))
    assert card["Posts a day"] == told["Posts a day"]
    assert card["Hours saved in a month"].split()[0] == told["Hours saved in a month"]


def facts_of(card: dict[str, Any]) -> dict[str, str]:
    return {one["title"]: one["value"] for element in card["body"] for one in element.get("facts", ())}


def test_a_wait_that_is_shorter_than_the_whole_is_told_as_such(tmp_path: Path) -> None:
    row = ("region", timedelta(hours=-3), timedelta(hours=-1, seconds=-5))
    table = Table("spreads", 1, ("kind", "receipt_longer", "answer_longer"), (row,))
    assert "<td>3 h shorter</td><td>1 h shorter</td>" in Page("en", "Asia/Tokyo").table(table)
    file = tmp_path / "s6.xlsx"
    file.write_bytes(workbook([table]))
    assert read(file)["spreads"][1][1:] == ["-3:00:00", "-1:00:05"]
