"""The card of the roll: how one is named, and the way to the roll itself."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    ExecuteAction,
    OpenUrlAction,
    ShowCardAction,
    TextInput,
    ToggleInput,
)

from bot.cards.papers import paper_link
from bot.cards.parts import Reader, box, explanation, finished, heading, line, name, one_line
from bot.cards.rendered import Rendered
from models.reading import READING_AT_MOST
from models.roll import NAME_AT_MOST
from models.roll_views import RollCounts, RollView


def roll_card(view: RollView, reader: Reader) -> Rendered:
    title = reader.say("roll-heading")
    body: list[CardElement] = []
    if view.notice:
        key, values = view.notice
        body.append(box([line(reader.say(key, **values), strong=True)], "accent"))
    body += [heading(title), explanation(reader.say("roll-explained"))]
    body += _naming(view, reader)
    body += _season(view, reader)
    return finished(reader, title, body, _actions(view, reader))


def _naming(view: RollView, reader: Reader) -> Iterator[CardElement]:
    yield heading(reader.say("roll-naming"), size="Default")
    if view.shown_as is None:
        yield line(reader.say("roll-not-named"))
        return
    called, reading = name(view.shown_as.name), view.shown_as.reading
    yield line(called or reader.say("name-unknown"), strong=True)
    known = reader.say("roll-reading-is", reading=name(reading)) if reading else reader.say("roll-reading-unknown")
    yield line(known, subtle=True, spacing="None")


def _season(view: RollView, reader: Reader) -> Iterator[CardElement]:
    if view.season is None:
        return
    yield heading(reader.say("roll-of-season"), size="Default")
    yield line(reader.say("roll-title", season=name(view.name)), strong=True)
    if view.counts is not None:
        yield from _counts(view.counts, reader)
    if not view.is_over and view.counts is not None:
        yield line(reader.say("roll-still-on"), subtle=True, spacing="None")
    stands = "roll-everybody-may" if view.released else "roll-comes"
    yield line(reader.say(stands), subtle=True, spacing="None")
    if view.links and reader.pages_url:
        yield line(reader.say("roll-links-last"), subtle=True, spacing="None")
    if view.may_open and not reader.pages_url:
        yield explanation(reader.say("roll-no-pages"))


def _counts(counts: RollCounts, reader: Reader) -> Iterator[CardElement]:
    yield line(reader.say("roll-named-count", count=counts.named), spacing="None")
    if counts.unnamed:
        yield line(reader.say("roll-unnamed-count", count=counts.unnamed), spacing="None")
    if counts.gone:
        yield line(reader.say("roll-gone-count", count=counts.gone), spacing="None")
    if counts.missing:
        yield box([line(reader.say("roll-missing", count=counts.missing), strong=True)], "attention")
    else:
        yield line(reader.say("roll-nobody-missing"), subtle=True, spacing="None")


def _actions(view: RollView, reader: Reader) -> list[Action]:
    """A link is made by a press, since it opens for half an hour."""
    found: list[Action] = [_link(kind, token, reader) for kind, token in view.links if reader.pages_url]
    which = {"season": view.season} if view.season else {}
    if view.may_open and reader.pages_url and not found:
        title = reader.say("roll-make" if view.counts is not None else "roll-open")
        found.append(ExecuteAction(verb="open_roll", title=title, data=which, style="positive"))
    if view.may_release and not view.released:
        found.append(ExecuteAction(verb="release_roll", title=reader.say("roll-release"), data=which))
    if view.may_release and view.released:
        found.append(ExecuteAction(verb="withdraw_roll", title=reader.say("roll-withdraw"), data=which))
    found.append(ShowCardAction(title=reader.say("roll-naming-change"), card=_form(view, reader)))
    return found


def _link(kind: str, token: str, reader: Reader) -> OpenUrlAction:
    return paper_link(reader, token, reader.say(f"roll-link-{kind}"))


def _form(view: RollView, reader: Reader) -> AdaptiveCard:
    """Sends ``called``, ``reading`` and ``hidden``; empty: as one is called anyway.

    A field holds what its person wrote, and nothing else: what stands in it comes back as their word.
    """
    known = view.shown_as.reading if view.shown_as and not view.wish.reading else None
    called = TextInput(
        id="called",
        label=reader.say("roll-form-called"),
        value=one_line(view.wish.called or ""),
        max_length=NAME_AT_MOST,
    )
    reading = TextInput(
        id="reading",
        label=reader.say("roll-form-reading"),
        placeholder=one_line(known) if known else reader.say("roll-form-reading-example"),
        value=one_line(view.wish.reading or ""),
        max_length=READING_AT_MOST,
    )
    hidden = ToggleInput(
        id="hidden",
        label=reader.say("roll-form-hidden-label"),
        title=reader.say("roll-form-hidden"),
        value="true" if view.wish.hidden else "false",
    )
    send = ExecuteAction(
        verb="name_on_roll",
        title=reader.say("roll-form-send"),
        data={"season": view.season} if view.season else {},
        style="positive",
    )
    return AdaptiveCard(
        version="1.5", body=[called, reading, hidden, explanation(reader.say("roll-form-explained"))], actions=[send]
    )
