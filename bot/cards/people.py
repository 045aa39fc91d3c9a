"""Who takes part in a season, in words and numbers; it names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, explanation, finished, heading, line, name
from bot.cards.rendered import Rendered
from models.statistics.taking_part import People
from models.views import PeopleView

AT_MOST = 30
"""Departments that the card shows; the largest are enough to begin with."""


def people_card(view: PeopleView, reader: Reader) -> Rendered:
    told = view.people
    title = reader.say("people-heading")
    whose = reader.say("people-of", season=name(told.season)) if told.season else reader.say("people-of-all")
    body: list[CardElement] = [heading(title), line(whose, subtle=True, spacing="None")]
    body.append(line(reader.say("people-taking-part", count=told.taking_part), strong=True))
    for what in ("posted", "to_come", "newcomers", "returning"):
        counted = reader.say(f"people-{what.replace('_', '-')}", count=getattr(told, what))
        body.append(line(counted, spacing="None"))
    body.extend(_counted("theme", told.themes, reader))
    body.extend(_counted("region", told.regions, reader))
    body.append(heading(reader.say("people-roles"), size="Default"))
    body.extend(
        line(reader.say(f"people-role-{role}", count=count), spacing="None") for role, count in told.roles.items()
    )
    body.append(heading(reader.say("people-without-champion"), size="Default"))
    body.extend(_departments(told, reader))
    return finished(reader, title, body)


def _counted(what: str, counts: tuple[tuple[str, int], ...], reader: Reader) -> Iterator[CardElement]:
    if counts:
        yield heading(reader.say(f"people-by-{what}"), size="Default")
    for called, count in counts:
        yield line(reader.say("people-count", name=name(called), count=count), spacing="None")


def _departments(told: People, reader: Reader) -> Iterator[CardElement]:
    """Those in which nobody is a champion; what is not known is said, and what to do about it."""
    for called, count in told.without_champion[:AT_MOST]:
        yield line(reader.say("people-count", name=name(called), count=count), spacing="None")
    if len(told.without_champion) > AT_MOST:
        yield line(reader.say("people-more", count=len(told.without_champion) - AT_MOST), subtle=True)
    if not told.any_department_known:
        yield explanation(reader.say("people-departments-unknown"))
        return
    if not told.without_champion:
        yield line(reader.say("people-all-have-champions"))
    if told.of_no_department:
        yield line(reader.say("people-of-no-department", count=told.of_no_department), subtle=True)
