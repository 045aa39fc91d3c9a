"""A member's own record as a page to print, and as a Markdown file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import Any

from locales import language_of, say
from models.community import Community
from models.db import people, record
from models.db.transaction import Transaction
from models.papers import Page, Paper
from models.record import Entry, Record, SeasonRecord
from models.record_text import as_of, came_of, counted, days, markdown, on, praised_by, since, title, whose
from web.paper_look import STYLE, whole

Say = Callable[..., str]


def page(tx: Transaction, community: Community, paper: Paper) -> Page:
    """The record that the paper names: of a season, or of all."""
    told, speak, language = _told(tx, community, paper)
    heading = whose(told, speak)
    body = f"<h1>{escape(heading)}</h1><p>{escape(told.community)}</p>"
    if told.first_post_on:
        body += f"<p class='small'>{escape(since(told.first_post_on, speak))}</p>"
    body += "".join(_season(one, speak) for one in told.seasons)
    if not told.seasons:
        body += f"<p>{escape(speak('record-empty'))}</p>"
    body += f"<p class='small'>{escape(as_of(told, speak))}</p>"
    return Page(whole(heading, body, language), STYLE)


def file(tx: Transaction, community: Community, paper: Paper) -> Page:
    """The same as Markdown."""
    told, speak, _ = _told(tx, community, paper)
    return Page(markdown(told, speak), content_type="text/markdown", file_name="record.md")


def _told(tx: Transaction, community: Community, paper: Paper) -> tuple[Record, Say, str]:
    language = language_of(paper.given["language"])
    zone = people.recipient(tx, community, paper.member_id).time_zone
    known = record.of_member(tx, community, paper.member_id)
    told = known.of(paper.given["season"]) if "season" in paper.given else known
    return told, partial(_say, language=language, time_zone=zone), language


def _say(key: str, *, language: str, time_zone: str, **values: Any) -> str:
    return say(key, values, language, time_zone)


def _season(season: SeasonRecord, speak: Say) -> str:
    body = f"<h2>{escape(title(season, speak))}</h2>"
    if season.starts and season.ends:
        body += f"<p class='small'>{escape(days(season.starts, season.ends, speak))}</p>"
    told = "".join(f"<li>{escape(one)}</li>" for one in counted(season, speak))
    body += f"<ul class='counts'>{told}</ul>" if told else ""
    if season.themes:
        body += f"<p>{escape(speak('record-themes', themes=tuple(season.themes)))}</p>"
    body += "".join(_attempts(season, speak)) + "".join(_praises(season, speak))
    for heading, entries in (
        (speak("record-heading-answers"), season.answers),
        (speak("record-heading-posts"), season.posts),
    ):
        if entries:
            body += f"<h3>{escape(heading)}</h3>"
            body += f"<ul class='lines'>{''.join(f'<li>{_line(one, speak)}</li>' for one in entries)}</ul>"
    return f"<section>{body}</section>"


def _attempts(season: SeasonRecord, speak: Say) -> Iterator[str]:
    if season.attempts:
        yield f"<h3>{escape(speak('record-heading-attempts'))}</h3><ul class='lines'>"
        for one in season.attempts:
            yield f"<li>{_line(one, speak)}<p class='small'>{escape(came_of(one, speak))}</p></li>"
        yield "</ul>"


def _praises(season: SeasonRecord, speak: Say) -> Iterator[str]:
    if season.praises:
        yield f"<h3>{escape(speak('record-heading-praises'))}</h3>"
    for one in season.praises:
        by = praised_by(one, speak)
        words = one.text or speak("record-words-gone")
        yield f"<blockquote>{escape(words)}<footer>{escape(by)}</footer></blockquote>"


def _line(entry: Entry, speak: Say) -> str:
    theme = f"<span class='theme'>{escape(entry.theme)}</span>" if entry.theme else ""
    words = " ".join(entry.text.split()) or speak("record-words-gone")
    return f"<span class='day'>{escape(on(entry, speak))}</span>{theme}{escape(words)}"
