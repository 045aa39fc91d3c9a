"""The command “season [list|show|open|close|next] [CODE]”: everybody may look; the lead changes, in private."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.registry import Asking, command, more
from handlers.season_turn import opened_notice
from models.calendar_text import POSSIBLE, one_date
from models.db import season_showing, seasons
from models.db.transaction import Transaction
from models.outgoing import Card, Sentence
from models.refused import NotAllowed, NotUnderstood, Refused
from models.season import fold
from models.season_changes import closed, entry_of, opened
from models.season_named import season_named

ACTS: Mapping[str, str] = {
    **dict.fromkeys(("list", "show", "一覧", "表示", "見る"), "show"),
    **dict.fromkeys(("open", "開始", "始める", "開く"), "open"),
    **dict.fromkeys(("close", "終了", "終える", "閉じる"), "close"),
    **dict.fromkeys(("next", "次", "次へ"), "next"),
}


@command("season", "シーズン", "seasons", menu=True, takes=more)
def season(tx: Transaction, asking: Asking) -> Card:
    first, _, rest = asking.words.strip().partition(" ")
    act = ACTS.get(fold(first))
    words = rest if act else asking.words
    if act in (None, "show"):
        return _card(asking, season=_code(asking, words))
    if not season_showing.is_lead(asking.community, asking.event.by.id):
        raise NotAllowed("refused-season-not-for-you")
    if not asking.event.private:
        raise Refused("refused-season-in-private")
    return _DOES[act or ""](tx, asking, words)


def _open(tx: Transaction, asking: Asking, words: str) -> Card:
    """What comes after the code is its last day."""
    code, day = _named(asking, words)
    if code is None:
        raise Refused("season-which", known=_known(asking))
    try:
        ends = one_date(day) if day else None
    except ValueError:
        raise Refused("refused-season-day", **POSSIBLE) from None
    document = seasons.document_of(tx, asking.community.id)
    after = opened(document, code, season_showing.today(tx, asking.community), ends)
    seasons.keep(tx, asking.community, document, after, asking.event.by.id)
    key, values = opened_notice(after, code)
    return _card(asking, season=code, notice=Sentence(key, values).pack())


def _close(tx: Transaction, asking: Asking, words: str) -> Card:
    """Asks once: the card has the button."""
    day = season_showing.today(tx, asking.community)
    document = seasons.document_of(tx, asking.community.id)
    on = next((one.code for one in asking.community.seasons if one.starts <= day <= one.ends), None)
    code = _code(asking, words) or on
    if code is None:
        raise Refused("refused-season-none-on")
    after = closed(document, code, day)
    if after == document:
        notice = Sentence("season-closed", {"season": entry_of(document, code)["name"]}).pack()
        return _card(asking, season=code, notice=notice)
    return _card(asking, season=code, closes=True)


def _next(tx: Transaction, asking: Asking, words: str) -> Card:
    if words:
        raise _unknown(asking, words)
    return Card("season_next")


_DOES: Mapping[str, Callable[[Transaction, Asking, str], Card]] = {"open": _open, "close": _close, "next": _next}


def _card(asking: Asking, **values: object) -> Card:
    given = {name: value for name, value in values.items() if value is not None}
    return Card("season", given | {"private": asking.event.private})


def _code(asking: Asking, words: str) -> str | None:
    """The code of the season that is named, and nothing else; ``None``: none is. Raises NotUnderstood."""
    code, rest = _named(asking, words)
    if rest:
        raise _unknown(asking, words)
    return code


def _named(asking: Asking, words: str) -> tuple[str | None, str]:
    """The code of the season that words begin with, and what follows it. Raises NotUnderstood."""
    season, rest = season_named(asking.community.seasons, words)
    if season is None and rest:
        raise _unknown(asking, words)
    return season.code if season else None, rest


def _unknown(asking: Asking, words: str) -> NotUnderstood:
    return NotUnderstood("refused-unknown-season", season=words[:40], known=_known(asking))


def _known(asking: Asking) -> str:
    return ", ".join(one.code for one in asking.community.seasons)
