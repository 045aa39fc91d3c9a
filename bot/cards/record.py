"""A member's own record: a season of it, how to take it along, what is kept of them, and how to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, assert_never

from microsoft_teams.cards import Action, ActionStyle, CardElement, ExecuteAction, OpenUrlAction, TextInput

from bot.cards.papers import paper_link
from bot.cards.parts import HIDDEN, Reader, box, explanation, finished, heading, line, name, one_line, shortened
from bot.cards.rendered import Rendered
from models.record import Entry, SeasonRecord
from models.record_text import came_of, counted, days, markdown, praised_by, since, title
from models.record_views import AnyRecordView, ForgetView, KeptView, RecordView, TakenView

SHOWN_AT_MOST = 5
"""Lines of each kind on the card; the record to take along has all."""
SEASONS_AT_MOST = 4
LINE_LENGTH = 120
PRAISE_LENGTH = 200
TEXT_AT_MOST = 12_000
"""Characters to copy on a card, which Teams takes up to 28 KB of; the file has all."""


def record_card(view: AnyRecordView, reader: Reader) -> Rendered:
    match view:
        case RecordView():
            return _record(view, reader)
        case TakenView():
            return _taken(view, reader)
        case KeptView():
            return _kept(view, reader)
        case ForgetView():
            return _forget(view, reader)
        case _:
            assert_never(view)


def _record(view: RecordView, reader: Reader) -> Rendered:
    record = view.record
    heading_ = reader.say("record-heading")
    body: list[CardElement] = [heading(heading_), line(reader.say("record-of", name=record.name), spacing="None")]
    if record.first_post_on:
        body.append(line(since(record.first_post_on, reader.say), subtle=True, spacing="None"))
    shown = next((one for one in record.seasons if one.code == view.season), None)
    if shown is None:
        body.append(line(reader.say("record-empty")))
    else:
        body.extend(_season(shown, reader))
    body.append(explanation(reader.say("record-alone")))
    return finished(reader, heading_, body, _ways(view, shown, reader))


def _season(season: SeasonRecord, reader: Reader) -> Iterator[CardElement]:
    yield line(name(title(season, reader.say)), strong=True, spacing="Medium")
    if season.starts and season.ends:
        yield line(days(season.starts, season.ends, reader.say), subtle=True, spacing="None")
    told = [line(one, spacing="None") for one in counted(season, reader.say)]
    if told:
        yield box(told, "emphasis")
    if season.themes:
        yield line(reader.say("record-themes", themes=tuple(map(one_line, season.themes))))
    yield from _praises(season.praises, reader)
    if season.attempts:
        yield heading(reader.say("record-heading-attempts"), size="Default")
    for entry in reversed(season.attempts[-SHOWN_AT_MOST:]):
        yield line(_words(entry, reader), strong=True)
        yield line(came_of(entry, reader.say), spacing="None")


def _praises(praises: Sequence[Entry], reader: Reader) -> Iterator[CardElement]:
    """The latest, in their words."""
    if praises:
        yield heading(reader.say("record-heading-praises"), size="Default")
    for entry in reversed(praises[-SHOWN_AT_MOST:]):
        words = shortened(one_line(entry.text), PRAISE_LENGTH) or reader.say("record-words-gone")
        by = praised_by(entry, reader.say)
        yield box([line(words, spacing="None"), line(by, subtle=True, spacing="None")], "good")


def _words(entry: Entry, reader: Reader) -> str:
    return shortened(one_line(entry.text), LINE_LENGTH) or reader.say("record-words-gone")


def _ways(view: RecordView, shown: SeasonRecord | None, reader: Reader) -> Iterator[Action]:
    """To the other seasons, to take it along, to what is kept, and to be forgotten."""
    press = partial(_press, community=view.community_id)
    others = [one for one in view.record.seasons if shown and one.code != shown.code]
    if shown is not None:
        yield press("take_record", reader.say("record-take"), season=shown.code or "", style="positive")
    if others:
        yield press("take_record", reader.say("record-take-all"), everything=True)
    for one in others[:SEASONS_AT_MOST]:
        yield press("turn_record", reader.say("record-turn", season=title(one, reader.say)), season=one.code or "")
    yield press("see_kept", reader.say("record-kept"))
    yield press("ask_forget_me", reader.say("record-forget"))


def _press(verb: str, said: str, /, style: ActionStyle | None = None, **data: Any) -> ExecuteAction:
    return ExecuteAction(verb=verb, title=said, data=data, style=style)


def _back(community_id: str, reader: Reader) -> ExecuteAction:
    return _press("turn_record", reader.say("record-back"), community=community_id)


def _taken(view: TakenView, reader: Reader) -> Rendered:
    heading_ = reader.say("record-take-heading")
    text = HIDDEN.sub("", markdown(view.record, reader.say))
    body: list[CardElement] = [heading(heading_)]
    if reader.pages_url:
        body.append(explanation(reader.say("record-pages-explained")))
    copied = text if len(text) <= TEXT_AT_MOST else shortened(text, TEXT_AT_MOST)
    body.append(TextInput(id="record", label=reader.say("record-copy"), value=copied, is_multiline=True))
    if copied is not text:
        body.append(explanation(reader.say("record-copy-cut")))
    return finished(reader, heading_, body, [*_links(view, reader), _back(view.community_id, reader)])


def _links(view: TakenView, reader: Reader) -> Iterator[OpenUrlAction]:
    if not reader.pages_url:
        return
    for language, token in view.pages:
        yield paper_link(reader, token, reader.say("record-page-ja" if language == "ja" else "record-page-en"))
    yield paper_link(reader, view.file, reader.say("record-file"))


def _kept(view: KeptView, reader: Reader) -> Rendered:
    heading_ = reader.say("kept-heading")
    body: list[CardElement] = [heading(heading_)]
    if not reader.pages_url:
        body.append(line(reader.say("kept-no-pages")))
        return finished(reader, heading_, body, [_back(view.community_id, reader)])
    body.append(explanation(reader.say("kept-explained")))
    links = [
        paper_link(reader, view.page, reader.say("kept-page")),
        paper_link(reader, view.file, reader.say("kept-file")),
    ]
    return finished(reader, heading_, body, [*links, _back(view.community_id, reader)])


def _forget(view: ForgetView, reader: Reader) -> Rendered:
    heading_ = reader.say("forget-heading")
    body: list[CardElement] = [heading(heading_)]
    back = _back(view.community_id, reader)
    if view.named_in:
        body.append(line(reader.say("forget-named", communities=tuple(map(one_line, view.named_in)))))
        return finished(reader, heading_, body, [back])
    body += [explanation(reader.say(key)) for key in ("forget-goes", "forget-stays", "forget-first", "forget-for-good")]
    yes = _press("forget_me", reader.say("forget-yes"), style="destructive", community=view.community_id)
    return finished(reader, heading_, body, [back, yes])
