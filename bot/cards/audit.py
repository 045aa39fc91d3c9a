"""The count that shows that nothing was missed, in words; and where something is amiss, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import CardElement

from bot.cards.parts import Reader, box, explanation, finished, heading, line
from bot.cards.rendered import Rendered
from models.season_views import AuditView, CountedDay

FATES = ("waiting", "claimed", "promised", "answered", "settled", "withdrawn", "lapsed", "beside")


def audit_card(view: AuditView, reader: Reader) -> Rendered:
    title = reader.say("audit-heading")
    told = reader.say("audit-amiss", count=len(view.amiss)) if view.amiss else reader.say("audit-fine")
    body: list[CardElement] = [heading(title), line(reader.say("audit-as-of", at=view.at), subtle=True, spacing="None")]
    body.append(box([line(told, strong=True), *_amiss(view, reader)], "attention" if view.amiss else "good"))
    body.append(heading(reader.say("audit-fates"), size="Default"))
    body.append(line(reader.say("audit-posts", count=view.posts)))
    counts = [(fate, getattr(view, fate)) for fate in FATES]
    body.extend(line(reader.say(f"audit-{fate}", count=count), spacing="None") for fate, count in counts if count)
    body.append(heading(reader.say("audit-days"), size="Default"))
    body.extend(_days(view, reader))
    return finished(reader, f"{title} {told}", body)


def _amiss(view: AuditView, reader: Reader) -> Iterator[CardElement]:
    """What it is, and below it what to do."""
    for one in view.amiss:
        yield line(reader.say(f"amiss-{one.kind}", count=one.count))
        yield explanation(reader.say(f"amiss-{one.kind}-do"))


def _days(view: AuditView, reader: Reader) -> Iterator[CardElement]:
    if not view.days:
        yield line(reader.say("audit-no-days"))
        return
    yield explanation(reader.say("audit-days-explained"))
    for one in view.days:
        yield line(reader.say("audit-day", day=one.day, posts=one.posts, replies=one.replies), strong=True)
        yield line(_held(one, reader), spacing="None")
        if one.owed:
            yield line(reader.say("audit-day-received", owed=one.owed, received=one.received), spacing="None")
        for what in ("late", "mended", "gone"):
            if count := getattr(one, what):
                yield line(reader.say(f"audit-day-{what}", count=count), subtle=True, spacing="None")


def _held(one: CountedDay, reader: Reader) -> str:
    return reader.say("audit-day-missing", count=one.missing) if one.missing else reader.say("audit-day-all")
