"""What the forms of the seasons hold, as whoever presses sends it: not to be believed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.fields import words_of
from handlers.permitting import asked_in
from handlers.registry import Outcome
from models.calendar_text import POSSIBLE, one_date
from models.community import Community, Layer, Phase
from models.community_file import Document
from models.db import people, season_showing, seasons
from models.db.transaction import Transaction
from models.incoming import Pressed
from models.refused import Refused
from models.roll import shown
from models.season_changes import NAME_AT_MOST, Outline, ThemeTold, mark
from models.season_views import SeasonsView, ticked
from models.statistics.measures import Measure

FORM = ("code", "name", "starts", "ends", "phase", "target", *(f"baseline_{measure}" for measure in Measure))
THEME_FORM = ("code", "name", "words", "owners", "advisors", "layer")
_APART = re.compile(r"[\n,、，]+")


@dataclass(frozen=True, slots=True)
class Leading:
    """The lead at work on the seasons, in the private chat, with the document as it is now."""

    community: Community
    document: Document
    by: str

    def shown(self, tx: Transaction, view: SeasonsView) -> Outcome:
        return Outcome("shown", view, people.recipient(tx, self.community, self.by))


def leading(tx: Transaction, event: Pressed) -> Leading:
    """Raises Refused for everybody but the lead, and elsewhere than in the private chat."""
    community = asked_in(tx, event)
    if community is None:
        raise Refused("refused-no-community")
    people.meet(tx, community, event.by, event.envelope)
    if not season_showing.is_lead(community, event.by.id):
        raise Refused("refused-season-not-for-you")
    if event.envelope.channel_id is not None:
        raise Refused("refused-season-in-private")
    document = seasons.document_of(tx, community.id)
    return Leading(seasons.with_seasons(community, document), document, event.by.id)


def unmoved(known: Leading, after: Document, season: str, fields: Mapping[str, Any]) -> None:
    """Raises Refused where somebody else changed the season since the card was drawn, and to something else."""
    if mark(after, season) != mark(known.document, season) != fields.get("mark"):
        raise Refused("refused-season-changed-since")


def drafted(fields: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """What was typed, to be shown again where it is not taken."""
    return {name: value for name in names if isinstance(value := fields.get(name), str)}


def chosen(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The values of a list of which several may be ticked."""
    return ticked(words_of(fields, name))


def outline_of(fields: Mapping[str, Any], code: str) -> Outline:
    """What a season's form says. Raises Refused."""
    phase = words_of(fields, "phase")
    if phase not in {one.value for one in Phase}:
        raise Refused("refused-malformed")
    target = _number(words_of(fields, "target"))
    if target is not None and (target < 1 or target != int(target)):
        raise Refused("refused-season-number", told=words_of(fields, "target"))
    told = [measure for measure in Measure if f"baseline_{measure}" in fields]
    return Outline(
        code=code,
        name=shown(words_of(fields, "name"))[:NAME_AT_MOST],
        starts=_day(fields, "starts"),
        ends=_day(fields, "ends"),
        phase=Phase(phase),
        target_members=None if target is None else int(target),
        baselines={measure.value: _number(words_of(fields, f"baseline_{measure}")) for measure in told},
    )


def theme_of(fields: Mapping[str, Any], was: str) -> ThemeTold:
    """What a theme's form says. Raises Refused."""
    layer = words_of(fields, "layer")
    if layer and layer not in {one.value for one in Layer}:
        raise Refused("refused-malformed")
    words = (" ".join(one.split()) for one in _APART.split(words_of(fields, "words")))
    return ThemeTold(
        code=was or unicodedata.normalize("NFKC", words_of(fields, "code")).removeprefix("#"),
        name=shown(words_of(fields, "name"))[:NAME_AT_MOST],
        words=tuple(dict.fromkeys(one for one in words if one)),
        owners=chosen(fields, "owners"),
        advisors=chosen(fields, "advisors"),
        layer=Layer(layer) if layer else None,
    )


def _day(fields: Mapping[str, Any], name: str) -> date:
    try:
        return one_date(words_of(fields, name))
    except ValueError:
        raise Refused("refused-season-day", **POSSIBLE) from None


def _number(told: str) -> float | None:
    """A number as people write it, also full-width or with commas; ``None``: nothing was written. Raises Refused."""
    plain = unicodedata.normalize("NFKC", told).replace(",", "").strip()
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", plain, re.ASCII):
        raise Refused("refused-season-number", told=told[:40])
    return float(plain) if "." in plain else int(plain)
