"""What the lead may change of the seasons: rules over the document alone."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar_text import FIRST_DAY, LAST_DAY
from models.community import Phase
from models.community_file import check, parse
from models.refused import Refused
from models.season import latest_end
from models.season_changes import (
    Carried,
    Outline,
    ThemeTold,
    begun,
    closed,
    half_year,
    opened,
    outlined,
    proposal,
    with_theme,
    without_theme,
)
from tests.stage import COMMUNITY, HANA, KEN, MIO

DOCUMENT = parse(COMMUNITY)
TODAY = date(2026, 11, 30)
S7 = Outline("S7", "シーズン7", date(2027, 4, 1), date(2027, 9, 30), Phase.COMPANY)


def days(document: Any, code: str) -> tuple[str, str]:
    return next((one["starts"], one["ends"]) for one in document["season"] if one["code"] == code)


def refused(call: Any, *given: Any) -> str:
    with pytest.raises(Refused) as said:
        call(*given)
    return said.value.key


def with_next(starts: str = "2027-04-01", ends: str = "2027-09-30") -> Any:
    return begun(
        DOCUMENT, Outline("S7", "シーズン7", date.fromisoformat(starts), date.fromisoformat(ends), Phase.PILOT), None
    )


def test_the_next_season_is_the_half_year_that_follows() -> None:
    outline, before = proposal(DOCUMENT, TODAY)
    assert (outline.code, outline.name, before) == ("S7", "シーズン7", "S6")
    assert (outline.starts, outline.ends) == (date(2027, 4, 1), date(2027, 9, 30))


def test_after_a_gap_the_next_season_starts_today() -> None:
    outline, _ = proposal(DOCUMENT, date(2027, 5, 10))
    assert (outline.starts, outline.ends) == (date(2027, 5, 10), date(2027, 11, 9))


def test_a_code_that_is_taken_is_passed_over_and_a_name_without_a_number_gets_one() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["season"].append(
        {"code": "s7", "name": "春の陣", "starts": "2027-04-01", "ends": "2027-09-30", "phase": "pilot"}
    )
    outline, before = proposal(document, TODAY)
    assert (outline.code, outline.name, before) == ("s8", "春の陣-2", "s7")


def test_the_first_season_of_all_starts_today() -> None:
    outline, before = proposal(DOCUMENT | {"season": []}, TODAY)
    assert (outline.starts, outline.code, before) == (TODAY, "S1", None)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_half_a_year_is_half_a_year(starts: date) -> None:
    assert timedelta(days=180) <= half_year(starts) - starts <= timedelta(days=184)
    assert half_year(half_year(starts) + timedelta(days=1)) - starts <= timedelta(days=366)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_the_longest_season_lasts_two_years(starts: date) -> None:
    assert timedelta(days=729) <= latest_end(starts) - starts <= timedelta(days=730)


def test_two_years_are_the_most_and_the_way_out_is_told() -> None:
    longest = replace(S7, ends=date(2029, 3, 31))
    assert days(begun(DOCUMENT, longest, None), "S7") == ("2027-04-01", "2029-03-31")
    with pytest.raises(Refused) as said:
        outlined(DOCUMENT, Outline("S6", "六", date(2026, 10, 1), date(2028, 10, 1), Phase.PILOT))
    assert said.value.values == {"starts": "2026-10-01", "latest": "2028-09-30"}
    assert refused(opened, DOCUMENT, "S6", TODAY, date(2028, 10, 1)) == "refused-season-long"


@pytest.mark.parametrize(("starts", "ends"), [("0001-01-01", "9999-12-31"), ("2026-10-01", "9999-12-31")])
def test_a_season_of_days_that_nobody_may_name_any_more_can_be_mended(starts: str, ends: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    document["season"][0] |= {"starts": starts, "ends": ends}
    assert proposal(document, TODAY)[0].code == "S7"
    assert refused(begun, document, S7, None) == "refused-season-overlaps"
    assert days(closed(document, "S6", TODAY), "S6") == (starts, "2026-11-30")
    mended = outlined(document, Outline("S6", "六", date(2026, 10, 1), date(2027, 3, 31), Phase.PILOT))
    assert days(mended, "S6") == days(DOCUMENT, "S6")


def test_a_code_that_is_taken_in_another_width_is_not_proposed() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["season"].insert(0, document["season"][0] | {"code": "Ｓ７", "starts": "2026-04-01", "ends": "2026-09-30"})
    assert proposal(document, TODAY)[0].code == "S8"


def test_of_two_themes_kept_with_codes_alike_the_very_one_is_changed() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["season"][0]["theme"].append({"code": "ｍｅｅｔｉｎｇ", "name": "二つ目"})
    after = with_theme(document, "S6", ThemeTold("ｍｅｅｔｉｎｇ", "新しい名前", (), (), (), None), new=False)
    assert [one["name"] for one in after["season"][0]["theme"]] == ["議事録と会議", "問い合わせ対応", "新しい名前"]
    told = ThemeTold("ＭＥＥＴＩＮＧ", "三つ目", (), (), (), None)
    assert refused(lambda: with_theme(document, "S6", told, new=True)) == "refused-theme-code-taken"


def test_what_is_ticked_goes_on_and_the_rest_stays_behind() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["season"][0] |= {
        "member": [{"id": HANA.id, "roles": ["lead"]}, {"id": KEN.id, "roles": ["pmo"]}],
        "baseline": [{"measure": "satisfaction", "value": 3.9}, {"measure": "own", "value": 1}],
    }
    after = begun(document, S7, Carried("S6", ("inquiry",), (KEN.id,), ("own",)))
    new = after["season"][-1]
    assert new["theme"] == [{**document["season"][0]["theme"][1]}]
    assert (new["member"], new["baseline"]) == ([{"id": KEN.id, "roles": ["pmo"]}], [{"measure": "own", "value": 1}])
    assert after["season"][0] == document["season"][0], "the season before stays as it was"
    assert check(after)["season"][-1]["code"] == "S7"


def test_a_season_without_a_pmo_is_refused() -> None:
    document = copy.deepcopy(DOCUMENT)
    roles = [{"id": one.id, "roles": ["champion"]} for one in (HANA, MIO)] + [{"id": KEN.id, "roles": []}]
    document["season"][0]["member"] = roles
    going_on = Carried("S6", (), (HANA.id, KEN.id, MIO.id))
    assert refused(begun, document, S7, going_on) == "refused-season-needs-pmo"
    assert begun(document, S7, Carried("S6"))["season"][-1].get("member") is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": "s6"}, "refused-season-code-taken"),
        ({"code": "Ｓ６"}, "refused-season-code-taken"),
        ({"code": "S 7"}, "refused-season-code"),
        ({"code": "S,7"}, "refused-season-code"),
        ({"code": "S，7"}, "refused-season-code"),
        ({"name": ""}, "refused-season-name"),
        ({"ends": date(2027, 3, 31)}, "refused-season-days"),
        ({"starts": date(2027, 3, 31)}, "refused-season-overlaps"),
        ({"starts": date(2026, 1, 1), "ends": date(2027, 12, 31)}, "refused-season-overlaps"),
        ({"ends": date(2029, 4, 1)}, "refused-season-long"),
        ({"ends": date(2199, 12, 31)}, "refused-season-long"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(changes: dict[str, Any], says: str) -> None:
    assert refused(begun, DOCUMENT, replace(S7, **changes), None) == says


def test_a_season_ends_today_and_once_is_enough() -> None:
    after = closed(DOCUMENT, "S6", TODAY)
    assert days(after, "S6") == ("2026-10-01", "2026-11-30")
    assert closed(after, "S6", TODAY) == after


def test_what_has_not_begun_or_is_over_is_not_ended() -> None:
    assert refused(closed, with_next(), "S7", TODAY) == "refused-season-not-begun"
    assert refused(closed, DOCUMENT, "S6", date(2027, 4, 1)) == "refused-season-over"
    assert refused(closed, DOCUMENT, "S9", TODAY) == "refused-unknown-season"


def test_a_season_to_come_starts_today_or_on_the_day_after_the_one_that_ends_today() -> None:
    ended = closed(with_next(), "S6", TODAY)
    assert days(opened(ended, "S7", TODAY, None), "S7")[0] == "2026-12-01"
    assert days(opened(ended, "S7", TODAY + timedelta(days=1), None), "S7")[0] == "2026-12-01"
    assert days(opened(ended, "S7", TODAY + timedelta(days=9), None), "S7")[0] == "2026-12-09"
    again = opened(ended, "S7", TODAY + timedelta(days=9), None)
    assert opened(again, "S7", TODAY + timedelta(days=20), None) == again, "it is on already"


def test_while_another_season_is_on_none_is_started() -> None:
    assert refused(opened, with_next(), "S7", TODAY, None) == "refused-season-overlaps"


def test_what_was_ended_too_early_goes_on_with_a_last_day() -> None:
    ended = closed(DOCUMENT, "S6", TODAY)
    later = TODAY + timedelta(days=2)
    assert refused(opened, ended, "S6", later, None) == "refused-season-needs-end"
    assert days(opened(ended, "S6", later, date(2027, 3, 31)), "S6") == ("2026-10-01", "2027-03-31")


def test_a_change_of_days_may_not_overlap_and_leaves_the_rest() -> None:
    outline = Outline("S6", "六", date(2026, 10, 1), date(2027, 4, 1), Phase.ROLLOUT, 300, {"satisfaction": 3.5})
    assert refused(outlined, with_next(), outline) == "refused-season-overlaps"
    after = outlined(DOCUMENT, outline)["season"][0]
    assert (after["name"], after["phase"], after["target_members"]) == ("六", "rollout", 300)
    assert after["baseline"] == [{"measure": "satisfaction", "value": 3.5}]
    assert after["theme"] == DOCUMENT["season"][0]["theme"]
    emptied = Outline("S6", "六", date(2026, 10, 1), date(2027, 4, 1), Phase.ROLLOUT, None, {"satisfaction": None})
    cleared = outlined({**DOCUMENT, "season": [after]}, emptied)["season"][0]
    assert "baseline" not in cleared
    assert "target_members" not in cleared


def test_a_theme_that_is_gone_already_is_taken_out_again_without_harm() -> None:
    once = without_theme(DOCUMENT, "S6", "meeting")
    assert [one["code"] for one in once["season"][0]["theme"]] == ["inquiry"]
    assert without_theme(once, "S6", "meeting") == once


def test_nothing_is_changed_in_the_document_that_was_given() -> None:
    before = copy.deepcopy(DOCUMENT)
    closed(DOCUMENT, "S6", TODAY)
    begun(DOCUMENT, S7, Carried("S6", ("meeting",)))
    without_theme(DOCUMENT, "S6", "meeting")
    assert before == DOCUMENT
