"""A member's record as Markdown: to paste into whatever an appraisal is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from models.record import Entry, Record, SeasonRecord

Say = Callable[..., str]
"""A sentence by its key and values, in the reader's language and zone."""


def markdown(record: Record, say: Say) -> str:
    """The whole record, or what of it is left (``Record.of``)."""
    lines = [f"# {whose(record, say)}", "", record.community]
    if record.first_post_on:
        lines.append(since(record.first_post_on, say))
    for season in record.seasons:
        lines += ["", *_season(season, say)]
    if not record.seasons:
        lines += ["", say("record-empty")]
    lines += ["", as_of(record, say)]
    return "\n".join(lines) + "\n"


def whose(record: Record, say: Say) -> str:
    """Whose record it is; a name that nobody told is a member's."""
    return say("record-of", name=record.name or say("name-unknown"))


def since(day: date, say: Say) -> str:
    """When somebody posted first. A record is of several years, so each day has its own."""
    return say("record-since", day=day, year=str(day.year))


def as_of(record: Record, say: Say) -> str:
    """As of when it is told."""
    return say("record-as-of", at=record.at, year=str(record.at.year))


def days(starts: date, ends: date, say: Say) -> str:
    """From when to when a season is."""
    return say("record-days", starts=starts, from_year=str(starts.year), ends=ends, to_year=str(ends.year))


def praised_by(entry: Entry, say: Say) -> str:
    """Who praised, and when."""
    return say("record-praised-by-on", name=entry.by or say("name-unknown"), day=entry.on, year=str(entry.on.year))


def on(entry: Entry, say: Say) -> str:
    """On which day it was."""
    return say("record-on", day=entry.on, year=str(entry.on.year))


def title(season: SeasonRecord, say: Say) -> str:
    """What a season is called."""
    return season.name or say("record-no-season")


def counted(season: SeasonRecord, say: Say) -> Iterator[str]:
    """What of one's own acts can be counted, as far as there is any; praise is read and not counted."""
    if season.posts:
        yield say("record-posts", count=len(season.posts))
    if season.replies:
        yield say("record-replies", count=season.replies)
    if season.answers:
        yield say("record-answers", count=len(season.answers))
    if season.attempts:
        yield say("record-attempts", count=len(season.attempts))
    if season.months:
        yield say("record-months", count=len(season.months))


def came_of(entry: Entry, say: Say) -> str:
    """What came of an attempt, and what was learned, in its author's words."""
    if entry.told is None:
        return ""
    told = say(f"attempt-told-{entry.told.came_of_it.value}")
    learned = " ".join(entry.told.learned.split())
    return f"{told} {say('attempt-learned-told', learned=learned)}" if learned else told


def _season(season: SeasonRecord, say: Say) -> Iterator[str]:
    yield f"## {title(season, say)}"
    if season.starts and season.ends:
        yield from ("", days(season.starts, season.ends, say))
    yield ""
    yield from (f"- {line}" for line in counted(season, say))
    if season.themes:
        yield f"- {say('record-themes', themes=tuple(season.themes))}"
    yield from _listed(say("record-heading-attempts"), season.attempts, say)
    yield from _listed(say("record-heading-praises"), season.praises, say)
    yield from _listed(say("record-heading-answers"), season.answers, say)
    yield from _listed(say("record-heading-posts"), season.posts, say)


def _listed(heading: str, entries: Sequence[Entry], say: Say) -> Iterator[str]:
    if not entries:
        return
    yield from ("", f"### {heading}", "")
    for entry in entries:
        words = " ".join(entry.text.split()) or say("record-words-gone")
        by = say("record-praised-by", name=entry.by) if entry.by else ""
        parts = (on(entry, say), f"[{entry.theme}]" if entry.theme else "", words, by, came_of(entry, say))
        yield f"- {' '.join(part for part in parts if part)}"
