"""What is told when a community file says something wrongly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community_file import CommunityFileFault, Document, check, community, parse
from tests.models.community_documents import DANA, HANA, SEASON, SMALLEST


def faults(text: str) -> list[str]:
    with pytest.raises(CommunityFileFault) as fault:
        parse(text)
    return str(fault.value).splitlines()


def smallest(**changes: object) -> Document:
    """The smallest document, with keys of [community] changed."""
    document = parse(SMALLEST)
    document["community"] |= changes
    return document


def test_all_faults_are_told_at_once_each_with_its_line() -> None:
    text = SMALLEST.replace('name = "AIZAQ"', 'nam = "AIZAQ"') + (
        '[follow_up]\nreceive_within = "2 hours"\nresponders = ["pmo",\n  "advisers"]\n[[area]]\ncode = "EU"\n'
    )

    assert faults(text) == [
        'community.toml:1: community.name is missing; write a line like name = "AIZAQ"',
        "community.toml:2: community.nam is not known; did you mean name?",
        "community.toml:10: follow_up.receive_within is “2 hours”; write a number and s, m, h or d, like 30m",
        "community.toml:12: follow_up.responders holds “advisers”; "
        "write one of pmo, lead, advisor, champion, executive",
        "community.toml:13: area is not known; "
        "allowed here: community, follow_up, working_hours, region, member, season",
    ]


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ("language = 'de'", "9: member[{hana}].language is “de”; write one of ja, en"),
        (
            "reading = '上田'",
            "9: member[{hana}].reading is “上田”; write how the name is read in kana or Latin",
        ),
        ("time_zone = 'Tokyo'", "9: member[{hana}].time_zone is “Tokyo”; this time zone is not known; write one like"),
        ("hours = ['9-12']", "9: member[{hana}].hours holds “9-12”; write a start and an end between"),
        ("hours = ['01:00-04:00', '03:00-05:00']", "01:00-04:00 and 03:00-05:00 overlap"),
        ("[[member]]\nid = '{hana}'\nname = 'x'", "10: the member id “{hana}” stands there twice"),
        ("[[member]]\nid = '3'\nname = 'x'", "10: member[3].id is “3”; write an id as Entra shows it"),
        ("[[member]]\nname = 'x'", "9: member[2].id is missing; write a line like id ="),
        ("[[member]]\nid = '{dana}'\nname = 'x'\nroles = ['boss']", "12: member[{dana}].roles holds “boss”"),
        ("[[follow_up.stop]]\nx = 1", "9: follow_up.stop is not known; did you mean step?"),
        (
            "[[follow_up.step]]\nto = ['boss']",
            "10: follow_up.step[1].to holds “boss”; write one of owner,",
        ),
        ("[[follow_up.step]]\nto = ['pmo']\nwhen = 'soon'", "11: follow_up.step[1].when is “soon”; write"),
        ("[[follow_up.step]]\nto = ['pmo']\n[[follow_up.step]]\nto = ['lead']\nwhen = 'due'", "only the first step is"),
        ("[[region]]\nname = 'x'\ntime_zone = 'Asia/Tokyo'", "no post belongs to this region; write its channels or"),
        (
            "[[region]]\nname = 'x'\ntime_zone = 'Asia/Tokyo'\ncountries = ['nl']",
            "write a country as two",
        ),
        (
            "[[region]]\nname = 'x'\ntime_zone = 'Asia/Tokyo'\ncountries = ['NL', 'NL']",
            "the country of a region “NL” stands there twice",
        ),
        ("[follow_up]\nnudge_every = 4", "10: follow_up.nudge_every is 4; write a number and s, m, h or d in quotes"),
        ("[follow_up]\nnudge_every = '0m'", "longer than nothing"),
        ("[follow_up]\nnudge_every = '9999d'", "at most 3650d"),
        ("[follow_up]\nnudges_per_day = 0", "10: follow_up.nudges_per_day is 0; write 1 or more"),
        ("[follow_up]\nnudges_per_day = true", "is true; write a whole number"),
        ("[follow_up]\npeer_reply_answers = 'no'", "is “no”; write true or false, without quotes"),
        ("[follow_up]\nholding_words = 'later'", "is “later”; write a list in brackets"),
        ("[follow_up]\nholding_words = ['a',\n 3]", "11: follow_up.holding_words holds 3; write text in quotes"),
        ("[follow_up]\nresponders = []", "10: follow_up.responders is []; write at least one"),
        ("[working_hours]\ndays = ['monday']", "holds “monday”; write one of mon, tue"),
        ("[working_hours]\ndays = []", "write at least one"),
        ("[working_hours]\nholidays = 'Japan'", "is “Japan”; the country “Japan” of “Japan” is not known"),
        ("[working_hours]\nclosed = ['2026-02-30']", "holds “2026-02-30”; write a day like 2026-12-29"),
        ("[working_hours]\nclosed = ['2026-12-29/9999-12-31']", "write days from 2000-01-01 to 2199-12-31"),
        ("[working_hours]\nclosed = [0026-12-29]", "10: working_hours.closed holds 0026-12-29; write days from 2000"),
        ("[community.reaction]\nkind = 'Like!'", "10: community.reaction.kind is “Like!”; write one of like, heart"),
        ("[season]\ncode = 'S6'", "9: season is a table; write each one under a line [[season]]"),
        ("{season}ends = 3", "this is not TOML: Cannot overwrite a value; the same name stands above"),
        ("{season}target_members = 0", "15: season[S6].target_members is 0; write 1 or more"),
        ("{season}phase = 'all'", "15: season[S6].phase is “all”; write one of pilot, rollout, company"),
        (
            "{season}[[season]]\ncode = 'S6'\nname = 'x'\nstarts = 2028-01-01\nends = 2028-01-02",
            "16: the season code “S6”",
        ),
        (
            "{season}[[season]]\ncode = 'S7'\nname = 'x'\nstarts = 2027-03-31\nends = 2027-09-30",
            "18: season[S7].starts",
        ),
        ("[[season]]\ncode = 'S7'\nname = 'x'\nstarts = 2027-03-31\nends = 2027-03-01", "13: season[S7].ends is"),
        (
            "[[season]]\ncode = 'S7'\nname = 'x'\nstarts = 2027-03-31\nends = '9999-12-31'",
            "13: season[S7].ends is “9999-12-31”; write a day from 2000-01-01 to 2199-12-31",
        ),
        (
            "[[season]]\ncode = 'S7'\nname = 'x'\nstarts = 0026-10-01\nends = 2027-03-31",
            "12: season[S7].starts is 0026-10-01; write a day from 2000-01-01 to 2199-12-31",
        ),
        (
            "[[season]]\ncode = 'S7'\nname = 'x'\nstarts = 2027-04-01\nends = 2029-04-01",
            "13: season[S7].ends is 2029-04-01; a season lasts two years at most; write a day up to 2029-03-31",
        ),
        ("{season}[[season.theme]]\ncode = 'a b'\nname = 'x'", "16: season[S6].theme[a b].code is “a b”; write a"),
        (
            "{season}[[season.theme]]\ncode = 'a'\nname = 'x'\n[[season.theme]]\ncode = 'a'\nname = 'y'",
            "19: the theme code “a” stands there twice",
        ),
        (
            "{season}[[season]]\ncode = 'Ｓ６'\nname = 'x'\nstarts = 2028-01-01\nends = 2028-01-02",
            "16: season[Ｓ６].code is “Ｓ６”; the season “S6” is called the same; write another code",
        ),
        ("{season}[[season.theme]]\ncode = 'R，D'\nname = 'x'", "code is “R，D”; write a short code without commas"),
        ("{season}[[season.baseline]]\nmeasure = 'a,b'\nvalue = 1", "16: season[S6].baseline[a,b].measure is “a,b”;"),
        (
            "{season}[[season.theme]]\ncode = 'a'\nname = 'x'\n[[season.theme]]\ncode = 'ａ'\nname = 'y'",
            "19: season[S6].theme[ａ].code is “ａ”; the theme “a” is called the same; write another code",
        ),
        (
            "{season}[[season.theme]]\ncode = 'a'\nname = 'x'\nowners = [\n'{dana}']",
            "19: season[S6].theme[a].owners holds “{dana}”; write the id of a [[member]] of this file",
        ),
        (
            "{season}[[season.theme]]\ncode = 'a'\nname = 'x'\nlayer = 'deep'",
            "18: season[S6].theme[a].layer is “deep”; write one of basic, applied, expert",
        ),
        ("{season}[[season.theme]]\ncode = 'a'\nname = 'x'\nlayers = 'basic'", "did you mean layer?"),
        (
            "{season}[[season.member]]\nid = '{dana}'\nroles = ['pmo']",
            "16: season[S6].member[{dana}].id is “{dana}”; write the id of a [[member]] of this file",
        ),
        ("{season}[[season.member]]\nid = '{hana}'\nroles = ['pmo', 'boss']", "17: season[S6].member[{hana}].roles"),
        (
            "{season}[[season.member]]\nid = '{hana}'\nroles = ['lead']",
            "15: season[S6] has no member with the role pmo; give at least one of its members",
        ),
        ("{season}[[season.baseline]]\nmeasure = 'calls'\nvalue = nan", "17: season[S6].baseline[calls].value is NaN"),
        ("[region", "9: this is not TOML: Expected ']' at the end of a table declaration; mind the quotes"),
    ],
)
def test_a_fault_names_its_line_its_value_and_what_is_allowed(added: str, says: str) -> None:
    names = {"hana": HANA, "dana": DANA, "season": SEASON}
    found = faults(SMALLEST + added.format(**names) + "\n")

    assert len(found) == 1, found
    assert says.format(**names) in found[0]


def test_a_community_needs_someone_of_the_pmo() -> None:
    assert faults(SMALLEST.replace("pmo", "lead")) == [
        'community.toml:5: no member has the role pmo; give at least one [[member]] roles = ["pmo"]'
    ]
    assert len(faults("")) == 2


def test_two_channels_of_one_id_are_told() -> None:
    assert (
        "the channel “19:A” stands there twice"
        in faults(SMALLEST.replace("[[member]]", 'channels = ["19:a", "19:A"]\n[[member]]', 1))[0]
    )


def test_a_stored_document_that_does_not_hold_together_is_refused_without_lines() -> None:
    with pytest.raises(CommunityFileFault, match=r"^the stored community: community.language is “de”; write one"):
        community(smallest(language="de"))
    with pytest.raises(CommunityFileFault, match=r"^merged: community.oops is not known"):
        check(smallest(oops=1), name="merged")


@pytest.mark.parametrize(("starts", "ends"), [("2026-10-01", "9999-12-31"), ("0001-01-01", "2027-03-31")])
def test_a_stored_season_of_days_that_no_file_may_name_goes_on(starts: str, ends: str) -> None:
    document = parse(SMALLEST + SEASON)
    document["season"][0] |= {"starts": starts, "ends": ends}
    document["working_hours"]["closed"] = ["0001-01-01", "9999-12-31"]
    assert check(document) == document
    (season,) = community(document).seasons
    assert date(2000, 1, 1) <= season.starts < season.ends <= date(2199, 12, 31)


def test_a_stored_community_with_codes_that_no_file_may_have_goes_on() -> None:
    document = parse(SMALLEST + SEASON + "[[season.theme]]\ncode = 'a'\nname = 'x'\n")
    document["season"][0]["theme"] += [{"code": "ａ", "name": "y"}, {"code": "R,D", "name": "z"}]
    assert check(document) == document
    assert [theme.code for theme in community(document).seasons[0].themes] == ["a", "ａ", "R,D"]


@given(st.text(max_size=60))
def test_whatever_is_in_the_file_the_answer_is_a_fault(text: str) -> None:
    with pytest.raises(CommunityFileFault, match=r"community.toml:\d+: "):
        parse(text)
