"""What a community file says, on its way to values and back."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import given

from models.community import Community, Layer, Phase, Role
from models.community_file import Document, check, community, digest, ordered, parse
from models.working_hours import WorkingHours
from tests.models.community_documents import DANA, HANA, SEASON, SMALLEST, documents

YOUNGER: Final = {"nudge_for_receipts": False, "remind_promise": "2h", "step": []}
"""Keys of [follow_up] that the example does not have yet, with their defaults."""


@pytest.mark.shared
def test_the_example_is_written_back_as_it_was_read(shared: Path) -> None:
    text = (shared / "community.example.toml").read_text("utf-8")
    document = parse(text)

    example = tomllib.loads(text)
    assert document == {**example, "follow_up": YOUNGER | example["follow_up"]}
    assert list(document) == list(example)
    assert parse(tomli_w.dumps(ordered(document))) == document


@pytest.mark.shared
def test_defaults_are_those_of_the_example(shared: Path) -> None:
    example = tomllib.loads((shared / "community.example.toml").read_text("utf-8"))
    example["working_hours"]["closed"] = []
    document = parse(SMALLEST)

    assert document["follow_up"] == YOUNGER | example["follow_up"]
    assert document["working_hours"] == example["working_hours"]
    for key in ("language", "time_zone", "reaction"):
        assert document["community"][key] == example["community"][key]


@given(documents())
def test_any_document_is_written_back_as_it_was_read(document: Document) -> None:
    stored = json.loads(json.dumps(document, sort_keys=True))

    assert parse(tomli_w.dumps(ordered(stored))) == document
    assert list(ordered(stored)) == list(document)
    assert list(ordered(stored)["member"][0]) == list(document["member"][0])
    assert check(stored) == document
    assert digest(stored) == digest(document)


@given(documents(), documents())
def test_a_digest_tells_documents_apart(one: Document, other: Document) -> None:
    assert (digest(one) == digest(other)) == (one == other)


def test_the_smallest_file_is_a_whole_community() -> None:
    found = community(parse(SMALLEST))

    assert found.id == "19:team@thread.tacv2"
    assert found.reaction == "like"
    assert found.is_responder(HANA)
    assert found.watches("19:any")
    assert found.rules.answer_within == timedelta(hours=8)
    assert not found.rules.nudge_for_receipts
    assert found.rules.retain_text_for == timedelta(days=400)
    assert found.seasons == ()
    assert found.members[HANA].hours is None


def test_ids_become_lower_case_and_toml_dates_become_text() -> None:
    text = SMALLEST.replace(HANA, HANA.upper()) + SEASON.replace('"2026-10-01"', "2026-10-01")
    text += f'theme = [{{code = "meeting", name = "会議", owners = ["{HANA.upper()}"]}}]\n'
    document = parse(text)

    assert document["member"][0]["id"] == HANA
    assert document["season"][0]["starts"] == "2026-10-01"
    assert document["season"][0]["theme"][0]["owners"] == [HANA]


def test_a_file_saved_by_a_windows_editor_is_read_as_well() -> None:
    assert parse("\ufeff" + SMALLEST.replace("\n", "\r\n")) == parse(SMALLEST)


def test_a_season_holds_its_days_themes_and_baselines() -> None:
    text = SMALLEST + SEASON + f'[[season.theme]]\ncode = "faq"\nname = "FAQ"\nwords = ["FAQ"]\nowners = ["{HANA}"]\n'
    season = community(parse(text + '[[season.baseline]]\nmeasure = "calls"\nvalue = 420\n')).seasons[0]

    assert (season.starts, season.ends, season.phase) == (date(2026, 10, 1), date(2027, 3, 31), Phase.COMPANY)
    assert season.themes[0].owners == (HANA,)
    assert season.baselines == {"calls": 420}


def test_a_theme_may_be_of_a_layer() -> None:
    theme = '[[season.theme]]\ncode = "{0}"\nname = "{0}"\n'
    text = SMALLEST + SEASON + theme.format("rules") + 'layer = "expert"\n' + theme.format("faq")
    document = parse(text)

    assert [one.layer for one in community(document).seasons[0].themes] == [Layer.EXPERT, None]
    assert tomli_w.dumps(ordered(document)).count("layer") == 1


def test_a_members_own_hours_replace_the_communitys_one_by_one() -> None:
    text = SMALLEST + f'[[member]]\nid = "{DANA}"\nname = "Dana"\nroles = ["advisor"]\ntime_zone = "Europe/Amsterdam"\n'
    found = community(parse(text + 'days = ["mon"]\n[working_hours]\nclosed = ["2026-12-29"]\n'))
    dana = found.members[DANA]

    assert dana.time_zone == ZoneInfo("Europe/Amsterdam")
    assert dana.roles == {Role.ADVISOR}
    assert dana.hours == WorkingHours.parse(
        "Europe/Amsterdam", ["mon"], ["09:00-12:00", "13:00-18:00"], "JP", ["2026-12-29"]
    )


def test_a_member_may_have_no_holidays() -> None:
    found = community(parse(SMALLEST + 'holidays = ""\n'))

    assert found.members[HANA].hours == replace(found.hours, holidays="")


def test_no_reaction_is_none() -> None:
    text = SMALLEST + '[community.reaction]\nkind = "none"\n'

    assert community(parse(text)).reaction is None


@given(documents())
def test_every_valid_document_is_a_community(document: Document) -> None:
    assert isinstance(community(document), Community)
