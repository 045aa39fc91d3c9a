"""The community file as the independent count reads it: plain TOML, no code of ours."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.season.working_time import Hours

WORDS = ("owner", "advisor", "pmo", "lead")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder. ``when`` is ``None`` where the file leaves it out: ``nudge_every``."""

    when: timedelta | None
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    owners: tuple[str, ...]
    advisors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Charter:
    """What the community has agreed on. Members are in the file's order."""

    hours: Hours
    regions: tuple[tuple[tuple[str, ...], Hours], ...]
    roles: dict[str, tuple[str, ...]]
    own_hours: dict[str, Hours]
    responders: frozenset[str]
    themes: dict[str, Theme]
    receive_within: timedelta
    receive_newcomer_within: timedelta
    answer_within: timedelta
    nudge_every: timedelta
    claim_expires_after: timedelta
    remind_promise: timedelta
    nudges_per_day: int
    nudge_for_receipts: bool
    holding_words: tuple[str, ...]
    ladder: tuple[Step, ...]

    def with_role(self, role: str) -> list[str]:
        return [member for member, roles in self.roles.items() if role in roles]

    def hours_of_channel(self, channel: str) -> Hours:
        """Whose time the due times of a post in a channel run in."""
        return next((hours for channels, hours in self.regions if channel in channels), self.hours)

    def theme_of(self, text: str) -> str | None:
        named = re.search(r"#(\w+)", text)
        return named[1] if named and named[1] in self.themes else None


def read(text: str) -> Charter:
    file = tomllib.loads(text)
    rules, community = file["follow_up"], file["community"]
    hours = _hours({"time_zone": community["time_zone"]} | file["working_hours"], None)
    day = timedelta(minutes=sum(last - first for first, last in hours.spans))

    def length(key: str) -> timedelta:
        return _length(rules[key], day)

    roles = {member["id"]: tuple(member.get("roles", ())) for member in file["member"]}
    answering = set(rules.get("responders", ("pmo", "advisor", "champion", "executive")))
    return Charter(
        hours=hours,
        regions=tuple((tuple(one.get("channels", ())), _hours(one, hours)) for one in file.get("region", ())),
        roles=roles,
        own_hours={member["id"]: _hours(member, hours) for member in file["member"]},
        responders=frozenset(member for member, has in roles.items() if answering & set(has)),
        themes={
            theme["code"]: Theme(tuple(theme.get("owners", ())), tuple(theme.get("advisors", ())))
            for season in file["season"]
            for theme in season["theme"]
        },
        receive_within=length("receive_within"),
        receive_newcomer_within=length("receive_newcomer_within"),
        answer_within=length("answer_within"),
        nudge_every=length("nudge_every"),
        claim_expires_after=length("claim_expires_after"),
        remind_promise=length("remind_promise"),
        nudges_per_day=rules["nudges_per_day"],
        nudge_for_receipts=rules.get("nudge_for_receipts", False),
        holding_words=tuple(rules["holding_words"]),
        ladder=tuple(_step(one, day) for one in rules.get("step", ())) or _default_ladder(),
    )


def _default_ladder() -> tuple[Step, ...]:
    return Step(timedelta(), ("owner",)), Step(None, ("pmo",)), Step(None, ("pmo", "lead"))


def _step(step: dict[str, Any], day: timedelta) -> Step:
    when = step.get("when")
    assert set(step["to"]) <= set(WORDS)
    return Step(None if when is None else timedelta() if when == "due" else _length(when, day), tuple(step["to"]))


def _length(text: str, day: timedelta) -> timedelta:
    unit = {"d": day, "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}
    return sum((int(number) * unit[of] for number, of in re.findall(r"(\d+)([dhms])", text)), timedelta())


def _hours(table: dict[str, Any], community: Hours | None) -> Hours:
    """A table with ``time_zone``, ``days``, ``hours`` and ``holidays``; what is not in it is the community's."""
    spans, closed = table.get("hours"), table.get("closed")
    return Hours(
        zone=table.get("time_zone") or (community.zone if community else ""),
        days=tuple(table.get("days") or (community.days if community else ())),
        spans=tuple(map(_span, spans)) if spans else community.spans if community else (),
        holidays=table.get("holidays", community.holidays if community else "JP"),
        closed=tuple(map(_days, closed)) if closed else community.closed if community else (),
    )


def _span(text: str) -> tuple[int, int]:
    first, last = ((int(one[:2]) * 60 + int(one[3:])) for one in text.split("-"))
    return first, last


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)
