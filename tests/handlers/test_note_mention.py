"""What others say of us: lines of talks and press that the lead notes, beside the counts of a month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.incoming import Person, Pressed
from models.mentions import Mention
from models.statistics.measures import Measure
from models.views import NoticeView, StatsView
from tests.stage import CHANNEL, HANA, KEN, SORA, Stage

TALK: dict[str, Any] = {"kind": "talks", "day": "2026-10-14", "title": "AI活用の現場から", "link": "https://e.com/t"}


async def noted(stage: Stage, by: Person = HANA, verb: str = "note_mention", **fields: Any) -> Any:
    outcome = await stage.dispatch(Pressed(stage.chat(by), by, verb, {"season": "S6"} | fields))
    return outcome.view


def said(view: Any) -> list[tuple[str, date, str, str]]:
    assert isinstance(view, StatsView)
    return [(one.measure, one.day, one.title, one.link) for one in view.report.mentions]


def counted(view: Any) -> dict[str, tuple[float | None, float | None]]:
    assert isinstance(view, StatsView)
    return {one.measure: (one.latest, one.mean) for one in view.report.measures}


async def test_a_talk_is_noted_once_with_its_newest_link_and_taken_away_again(stage: Stage) -> None:
    view = await noted(stage, **TALK)
    assert view.notice == ("mention-kept", {})
    await noted(stage, **TALK)
    view = await noted(stage, **(TALK | {"link": ""}))
    assert said(view) == [("talks", date(2026, 10, 14), "AI活用の現場から", "")]
    await noted(stage, **(TALK | {"kind": "press", "day": "2026-11-20", "title": "記事"}))
    key = Mention(Measure.TALKS, date(2026, 10, 14), "AI活用の現場から").key
    for _ in range(2):
        view = await noted(stage, remove=key)
        assert view.notice == ("mention-removed", {})
        assert [one[2] for one in said(view)] == ["記事"]


async def test_a_month_that_nobody_counted_has_as_many_as_there_are_lines(stage: Stage) -> None:
    for title in ("一つ目", "二つ目"):
        await noted(stage, **(TALK | {"title": title}))
    view = await noted(stage, **(TALK | {"title": "三つ目"}))
    assert counted(view) == {"talks": (3.0, 3.0)}
    await noted(stage, **(TALK | {"day": "2026-11-02"}))
    view = await noted(stage, verb="enter_measures", measure="talks", month="2026-10", value="5")
    assert counted(view) == {"talks": (1.0, 3.0)}
    view = await noted(stage, verb="enter_measures", measure="talks", month="2026-10", value="")
    assert counted(view) == {"talks": (1.0, 2.0)}


async def test_lines_may_be_pasted_among_the_measures(stage: Stage) -> None:
    table = (
        "month,measure,value,link\n2026-10,talks,7\n2026年10月14日,press,記事,https://e.com/p\n2026-11-01,talks,講演"
    )
    view = await noted(stage, verb="enter_measures", table=table)
    assert view.notice == ("measures-kept", {"count": 3})
    assert said(view) == [
        ("press", date(2026, 10, 14), "記事", "https://e.com/p"),
        ("talks", date(2026, 11, 1), "講演", ""),
    ]
    assert counted(view) == {"talks": (1.0, 4.0), "press": (1.0, 1.0)}


async def test_only_those_of_the_seasons_days_are_told_and_none_of_a_theme(stage: Stage) -> None:
    await noted(stage, **TALK)
    await noted(stage, **(TALK | {"day": "2026-09-30"}))
    view = await noted(stage, **(TALK | {"day": "2027-04-01"}))
    assert [one[1] for one in said(view)] == [date(2026, 10, 14)]
    assert said(await noted(stage, **TALK, theme="meeting")) == []


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"kind": "satisfaction"}, "refused-mention-kind"),
        ({"day": "2026-02-30"}, "refused-mention-day"),
        ({"day": "0026-10-14"}, "refused-mention-day"),
        ({"day": "9999-12-31"}, "refused-mention-day"),
        ({"day": ""}, "refused-mention-day"),
        ({"title": "  "}, "refused-mention-title"),
        ({"title": "あ" * 201}, "refused-mention-title"),
        ({"link": "javascript:alert(1)"}, "refused-mention-link"),
        ({"link": "https://e.com/a b"}, "refused-mention-link"),
        ({"link": "https://e.com/" + "a" * 500}, "refused-mention-link"),
        ({"title": 7}, "refused-malformed"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_nothing_is_kept(
    stage: Stage, fields: dict[str, Any], key: str
) -> None:
    view = await noted(stage, **(TALK | fields))
    assert view.notice[0] == key
    assert said(view) == []


@pytest.mark.parametrize("other", [KEN, SORA])
async def test_the_lead_alone_notes_them_and_in_private(stage: Stage, other: Person) -> None:
    assert await noted(stage, other, **TALK) == NoticeView("refused-measures-not-for-you", {})
    where = stage.envelope(f"{CHANNEL};messageid=1", "7")
    outcome = await stage.dispatch(Pressed(where, HANA, "note_mention", {"season": "S6"} | TALK))
    assert outcome.view == NoticeView("refused-measures-not-for-you", {})
