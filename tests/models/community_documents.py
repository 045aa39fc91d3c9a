"""Community documents as hypothesis draws them: of so few people and seasons that two often speak of the same."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from models.community_file import Document, check

PEOPLE = [f"aaaaaaaa-0000-4000-8000-{number:012}" for number in range(1, 5)]
HANA, DANA = PEOPLE[:2]
SMALLEST = f"""\
[community]
name = "AIZAQ"
tenant_id = "11111111-1111-4111-8111-111111111111"
team_id = "19:team@thread.tacv2"
[[member]]
id = "{HANA}"
name = "上田 花"
roles = ["pmo"]
"""
SEASON = """
[[season]]
code = "S6"
name = "シーズン6"
starts = "2026-10-01"
ends = "2027-03-31"
"""
_SEASONS = {"S5": ("2026-04-01", "2026-09-30"), "S6": ("2026-10-01", "2027-03-31"), "S7": ("2027-04-01", "2027-04-01")}
_LANGUAGES = st.sampled_from(["ja", "en"])
_LENGTHS = st.sampled_from(["90s", "30m", "4h", "1d", "1h30m"])
_WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(str.strip)
_ROLES = st.lists(st.sampled_from(["lead", "advisor", "champion", "executive"]), unique=True, max_size=2)
_DAYS = st.lists(st.sampled_from(["mon", "wed", "sun"]), unique=True, min_size=1)


def _table(needed: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(needed, optional=optional)


_NUMBERS = {"answer_within": _LENGTHS, "nudges_per_day": st.integers(1, 9)}
_COMMUNITY = _table({}, language=_LANGUAGES, channels=st.lists(_WORDS, unique_by=str.lower, max_size=2))
_REACTION = _table({}, kind=st.sampled_from(["like", "none", "1f44b_wavinghand-tone4"]))
_FOLLOW_UP = _table({}, **_NUMBERS, nudge_for_receipts=st.booleans(), peer_reply_answers=st.booleans())
_HOURS = _table({}, days=_DAYS, holidays=st.sampled_from(["", "JP", "DE-BY"]))
_ZONES = st.sampled_from(["Europe/Amsterdam", "Asia/Tokyo"])
_READINGS = st.sampled_from(["うえだ はな", "サトー", "Dana Lee"])
_PERSON = _table({"name": _WORDS}, reading=_READINGS, roles=_ROLES, language=_LANGUAGES, time_zone=_ZONES, days=_DAYS)
_OTHERS = st.lists(st.sampled_from(PEOPLE[1:]), unique=True)
_CODES = st.lists(st.sampled_from(sorted(_SEASONS)), unique=True)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A valid, normalised document."""
    people = [PEOPLE[0], *draw(_OTHERS)]
    codes = draw(_CODES)
    document: Document = {
        "community": {
            "name": draw(_WORDS),
            "tenant_id": "11111111-1111-4111-8111-111111111111",
            "team_id": "19:team@thread.tacv2",
            **draw(_COMMUNITY),
            "reaction": draw(_REACTION),
        },
        "follow_up": draw(_FOLLOW_UP),
        "working_hours": draw(_HOURS),
        "member": [{"id": person, **draw(_PERSON)} for person in people],
        "season": [draw(_season(code, tuple(people))) for code in codes],
    }
    document["member"][0]["roles"] = ["pmo"]
    return check(document)


def _cast(people: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Who has other roles in a season; the first stays of the PMO."""
    one = _table({"id": st.sampled_from(people), "roles": _ROLES})
    return st.lists(one.filter(lambda given: given["id"] != PEOPLE[0]), max_size=2, unique_by=lambda given: given["id"])


@cache
def _season(code: str, people: tuple[str, ...]) -> st.SearchStrategy[Any]:
    starts, ends = _SEASONS[code]
    some = st.lists(st.sampled_from(people), unique=True, max_size=2)
    theme = _table(
        {"code": st.sampled_from(["meeting", "inquiry"]), "name": _WORDS},
        words=st.lists(_WORDS, max_size=2),
        owners=some,
        layer=st.sampled_from(["basic", "applied", "expert"]),
    )
    baseline = _table({"measure": st.sampled_from(["calls", "hours"]), "value": st.integers(0, 9) | st.just(0.5)})
    return _table(
        {"code": st.just(code), "name": _WORDS, "starts": st.just(starts), "ends": st.just(ends)},
        phase=st.sampled_from(["pilot", "rollout", "company"]),
        target_members=st.integers(1, 9),
        theme=st.lists(theme, max_size=2, unique_by=lambda one: str(one["code"])),
        member=_cast(people),
        baseline=st.lists(baseline, max_size=2, unique_by=lambda one: str(one["measure"])),
    )
