"""What the season is about: its themes, whom each names, and how to take part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, explanation, finished, heading, line, name, one_line, shortened
from bot.cards.rendered import Rendered
from locales import Dated
from models.season_views import ThemeRow, ThemesView

AT_MOST = 25
"""Themes in full; of those beyond only the hashtags."""
PEOPLE, WORDS = 4, 5
WORD_LENGTH = 20


def themes_card(view: ThemesView, reader: Reader) -> Rendered:
    title = reader.say("themes-heading")
    body: list[CardElement] = [heading(title)]
    if view.season is None or view.starts is None or view.ends is None:
        body.append(line(_none(view, reader)))
        return finished(reader, title, body)
    days = {"starts": Dated.of(view.starts), "ends": Dated.of(view.ends)}
    body.append(line(reader.say("themes-of", season=name(view.season), **days), subtle=True, spacing="None"))
    if not view.themes:
        body.append(line(reader.say("themes-empty")))
        return finished(reader, title, body)
    for row in view.themes[:AT_MOST]:
        body.extend(theme_lines(row, reader))
    if more := view.themes[AT_MOST:]:
        body.append(line(reader.say("themes-more", tags=joined(f"#{row.code}" for row in more)), subtle=True))
    body.append(explanation(reader.say("themes-join")))
    body.append(line(reader.say("themes-join-by-word", code=view.themes[0].code), spacing="None"))
    return finished(reader, title, body)


def theme_lines(row: ThemeRow, reader: Reader) -> Iterator[CardElement]:
    """A theme in two lines or three."""
    yield line(reader.say("themes-theme", theme=name(row.name), code=row.code), strong=True)
    told = [reader.say(f"layer-{row.layer}")] if row.layer else []
    if row.owners:
        told.append(reader.say("themes-owners", names=joined((name(one) for one in row.owners), PEOPLE)))
    if row.words:
        words = (shortened(one_line(one), WORD_LENGTH) for one in row.words)
        told.append(reader.say("themes-words", words=joined(words, WORDS)))
    for one in told:
        yield line(one, subtle=True, spacing="None")


def _none(view: ThemesView, reader: Reader) -> str:
    if view.starts is None:
        return reader.say("themes-no-season")
    return reader.say("themes-next-season", starts=Dated.of(view.starts))


def joined(texts: Iterable[str], most: int | None = None) -> str:
    """Names or words in a row; beyond ``most`` an ellipsis stands for the rest."""
    known = list(texts)
    shown = known if most is None or len(known) <= most else [*known[:most], "…"]
    return "、".join(shown) if any(ord(sign) > 0x2E7F for one in shown for sign in one) else ", ".join(shown)
