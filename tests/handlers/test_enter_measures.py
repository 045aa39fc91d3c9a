"""Measures that the lead enters by hand, one in a form or many as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.incoming import Person, Pressed
from models.views import NoticeView, StatsView
from tests.stage import CHANNEL, COMMUNITY, HANA, KEN, SORA, Stage, staged

BASELINE = COMMUNITY.replace(
    "[[season.theme]]",
    '[[season.baseline]]\nmeasure = "help_desk_inquiries"\nvalue = 420\n[[season.theme]]',
    1,
).replace('phase = "company"', 'phase = "company"\ntarget_members = 400')


async def entered(stage: Stage, by: Person = HANA, **fields: Any) -> Any:
    outcome = await stage.dispatch(Pressed(stage.chat(by), by, "enter_measures", {"season": "S6"} | fields))
    return outcome.view


def measured(view: Any) -> list[tuple[str, float | None, float | None, float | None]]:
    assert isinstance(view, StatsView)
    return [(one.measure, one.latest, one.baseline, one.change) for one in view.report.measures]


async def test_a_measure_is_held_against_the_baseline_and_its_month_may_be_mended(migrated_url: str) -> None:
    async with staged(migrated_url, BASELINE, migrated=True) as stage:
        await stage.say(HANA, "stats")
        await stage.deliver_all()
        before = stage.teams.of("send", HANA)[-1].view
        assert measured(before) == [("help_desk_inquiries", None, 420.0, None)]
        view = await entered(stage, measure="help_desk_inquiries", month="2026-10", value="３９０")
        assert view.notice == ("measures-kept", {"count": 1})
        view = await entered(stage, measure="help_desk_inquiries", month="2026年11月", value="1,312.5")
        (told,) = view.report.measures
        assert (told.latest, told.latest_month, told.mean, told.change) == (1312.5, date(2026, 11, 1), 851.25, 892.5)
        view = await entered(stage, measure="help_desk_inquiries", month="2026/11", value="300")
        assert measured(view) == [("help_desk_inquiries", 300.0, 420.0, -120.0)]
        view = await entered(stage, measure="help_desk_inquiries", month="2026-11", value="")
        assert measured(view) == [("help_desk_inquiries", 390.0, 420.0, -30.0)]


async def test_a_table_is_taken_whole_or_not_at_all(migrated_url: str) -> None:
    async with staged(migrated_url, BASELINE, migrated=True) as stage:
        good = "month,measure,value\n2026-10,satisfaction,4.1\n\n2026-10,satisfaction,4.2\n2026-11,target_members,250"
        view = await entered(stage, table=good)
        assert view.notice == ("measures-kept", {"count": 2})
        assert measured(view)[1:] == [("satisfaction", 4.2, None, None), ("target_members", 250.0, None, None)]
        assert [month.target for month in view.report.months] == [400, 250]
        view = await entered(stage, table="2026-10\tlicences\t9\n2026-11\tlicences")
        assert view.notice == ("refused-measure-line", {"line": 2})
        assert "licences" not in [one.measure for one in view.report.measures]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"measure": "mood"}, "refused-measure"),
        ({"month": "October"}, "refused-measure-month"),
        ({"month": "2026-13"}, "refused-measure-month"),
        ({"month": "0026-10"}, "refused-measure-month"),
        ({"month": "2200-01"}, "refused-measure-month"),
        ({"value": "many"}, "refused-measure-value"),
        ({"value": "-1"}, "refused-measure-value"),
        ({"value": "nan"}, "refused-measure-value"),
        ({"value": "4,2"}, "refused-measure-value"),
        ({"value": "9" * 400}, "refused-measure-value"),
        ({"measure": "target_members", "value": "2.5"}, "refused-measure-whole"),
        ({"table": "month,measure,value"}, "refused-measure-nothing"),
        ({"table": "2026-10,talks,1\n" * 501}, "refused-measure-lines"),
        ({"table": f"2026-10,talks,{'9' * 140_000}"}, "refused-measure-line"),
        ({"table": f"2026-10,talks,{'9' * 100_000}"}, "refused-measure-value"),
        ({"value": 7}, "refused-malformed"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_nothing_is_kept(
    stage: Stage, fields: dict[str, Any], said: str
) -> None:
    view = await entered(stage, **({"measure": "talks", "month": "2026-10", "value": "3"} | fields))
    assert view.notice[0] == said
    assert view.report.measures == ()


@pytest.mark.parametrize("other", [KEN, SORA])
async def test_the_lead_alone_enters_them(stage: Stage, other: Person) -> None:
    view = await entered(stage, other, measure="talks", month="2026-10", value="3")
    assert view == NoticeView("refused-measures-not-for-you", {})


async def test_in_a_channel_nothing_is_entered(stage: Stage) -> None:
    where = stage.envelope(f"{CHANNEL};messageid=1", "7")
    outcome = await stage.dispatch(Pressed(where, HANA, "enter_measures", {"season": "S6"}))
    assert outcome.view == NoticeView("refused-measures-not-for-you", {})
