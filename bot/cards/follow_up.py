"""One follow-up: why it comes, the post, what was done so far, and what may be done now."""

from __future__ import annotations

from collections.abc import Iterator

from microsoft_teams.cards import Action, ActionSet, CardElement, ExecuteAction

from bot.cards.answer_box import answer_box
from bot.cards.follow_up_buttons import HELPS_MOST, RARE, arranged, button, like, more, open_in_teams, proposal, undo
from bot.cards.parts import Reader, author_key, box, explanation, finished, heading, line, name, paragraphs
from bot.cards.rendered import Rendered
from models.views import FollowUpView

OPEN = ("waiting", "claimed", "promised")
BY_NAME = ("handed", "declined", "asked", "excused", "split")
"""Why a card comes, where a person is behind it."""
TEXT_LENGTH = 500
TEXT_PARAGRAPHS = 8
LOOKING = 3
WAIT_FOR_THE_BOX = RARE | {"write_answer"}
"""The verbs without a button of their own while the answer box is open: the card is calm, and small enough."""


def follow_up_card(view: FollowUpView, reader: Reader) -> Rendered:
    body: list[CardElement] = []
    summary = reader.say(f"summary-{view.asks or 'open'}", name=view.author)
    if view.notice:
        key, values = view.notice
        summary = reader.say(key, **values)
        body.append(box([line(summary, strong=True), *_undo(view, reader)], "accent"))
    body.append(heading(_heading(view, reader)))
    body.append(line(reader.say(author_key(newcomer=view.newcomer), name=view.author), strong=True))
    if view.asked_by and view.asks in BY_NAME:
        body.append(line(reader.say(f"by-{view.asks}", name=view.asked_by)))
    if view.asked_word:
        body.append(line(reader.say("asked-word", text=view.asked_word)))
    body.extend(line(text, subtle=True, spacing="None") for text in _about(view, reader))
    body.append(_quoted(view, reader))
    if view.asks == "asked":
        body.append(explanation(reader.say("asked-explained")))
        return finished(reader, summary, body, _favour(view, reader))
    if view.status in OPEN and view.verbs:
        body.append(ActionSet(actions=[*like(view, reader), _similar(view, reader)], spacing="Small"))
    body.extend(line(text) for text in _done(view, reader))
    if view.splits:
        body.append(line(reader.say("done-split", count=view.splits)))
    body.extend(answer_box(view, reader))
    return finished(reader, summary, body, _actions(view, reader))


def _heading(view: FollowUpView, reader: Reader) -> str:
    """Why this card came; without a reason, or when nothing is owed any more, how things stand."""
    if view.status not in OPEN or view.owed == "nothing":
        return reader.say(f"heading-{view.status}")
    if view.peer and "confirm" in view.verbs and view.asks != "asked":
        return reader.say("heading-peer")
    if view.asks is None:
        return reader.say(f"heading-open-{view.owed}")
    if view.asks == "holding":
        return reader.say("heading-holding")
    if view.asks == "passed":
        return reader.say("heading-passed")
    if view.asks in BY_NAME:
        return reader.say(f"heading-{view.asks}")
    if view.asks == "promise" and not view.late:
        return reader.say("heading-promise-soon")
    if view.mine:
        return reader.say(f"heading-mine-{view.owed}")
    to_owner = view.asks in ("owner", "promise")
    whom = ("owner" if view.theme and view.owns else "pmo") if to_owner else view.asks
    return reader.say(f"heading-{whom}-{view.owed}")


def _about(view: FollowUpView, reader: Reader) -> Iterator[str]:
    """Which question it is, on which theme, when it was asked, and until when a reply is hoped for.

    A promise names its own day further down.
    """
    if view.part > 1:
        yield reader.say("post-part", part=view.part)
    if view.theme:
        yield reader.say("post-theme", theme=name(view.theme))
    if view.status not in OPEN or view.asks == "asked":
        return
    yield reader.say("post-posted", posted=view.posted_at)
    if view.due_at and view.owed != "promise":
        yield reader.say("post-due-late" if view.late else "post-due", due=view.due_at)


def _quoted(view: FollowUpView, reader: Reader) -> CardElement:
    """The post's own words on a ground of their own, so that nobody takes them for ours."""
    if view.status == "withdrawn":
        return box([line(reader.say("post-text-withdrawn"), subtle=True)], "emphasis")
    written = paragraphs(view.text, TEXT_LENGTH, TEXT_PARAGRAPHS)
    if not written:
        return box([line(reader.say("post-text-none"), subtle=True)], "emphasis")
    return box([line(text) for text in written], "emphasis")


def _undo(view: FollowUpView, reader: Reader) -> list[CardElement]:
    """Right under what was done, the way back; none where there is none."""
    return [ActionSet(actions=[undo(view, *view.undo, reader)], spacing="Small")] if view.undo else []


def _similar(view: FollowUpView, reader: Reader) -> ExecuteAction:
    """The way to answered posts that are like this one."""
    data = {"follow_up": view.follow_up_id}
    return ExecuteAction(title=reader.say("button-similar"), verb="similar", data=data)


def _done(view: FollowUpView, reader: Reader) -> Iterator[str]:
    """What people did so far, and what that leaves open. A promise or an answer is a receipt as well."""
    if view.received_by and view.received_by not in (view.claimed_by, view.promised_by, view.answered_by):
        yield reader.say("done-received", name=view.received_by)
    if view.status == "claimed" and view.claimed_by:
        yield reader.say("done-claimed-mine" if view.mine else "done-claimed", name=view.claimed_by)
    if view.status == "promised" and view.promised_by:
        yield _promised(view, view.promised_by, reader)
    if view.status == "answered" and view.answered_by:
        yield reader.say("done-answered", name=view.answered_by)
    if view.status == "settled" and view.settled_by:
        yield _settled(view, view.settled_by, reader)
    yield from _going_on(view, reader)


def _going_on(view: FollowUpView, reader: Reader) -> Iterator[str]:
    """Who else is at it, and what is open still."""
    for other in view.looking[:LOOKING]:
        yield reader.say("looking-writes" if other.writing else "looking", name=other.name, since=other.since)
    if view.proposed:
        yield reader.say("holding-explained")
    if view.asking:
        yield reader.say("done-asked", name=view.asking)
    if view.peer and view.status in OPEN:
        if view.peer_text:
            yield reader.say("peer-said", name=view.peer, text=view.peer_text)
        yield reader.say("peer-replied", name=view.peer)


def _favour(view: FollowUpView, reader: Reader) -> list[Action]:
    """What an advisor may do who is asked for a word: a reply in the thread is all that is hoped for."""
    reply = open_in_teams(view.link, reader.say("button-reply"), style="positive")
    return reply + [button(verb, view, reader, first=False) for verb in view.verbs]


def _promised(view: FollowUpView, by: str, reader: Reader) -> str:
    if view.promised_until is None:
        return reader.say("done-promised-undated", name=by)
    return reader.say("done-promised-mine" if view.mine else "done-promised", name=by, until=view.promised_until)


def _settled(view: FollowUpView, by: str, reader: Reader) -> str:
    """Why it was closed. "Something else" says nothing beside words that say what."""
    words = view.settled_words
    if view.settled_reason is None or (view.settled_reason == "other" and words):
        if not words:
            return reader.say("done-settled-no-reason", name=by)
        return reader.say("done-settled", name=by, reason=words)
    reason = reader.say(f"reason-{view.settled_reason}")
    if words:
        return reader.say("done-settled-words", name=by, reason=reason, words=words)
    return reader.say("done-settled", name=by, reason=reason)


def _actions(view: FollowUpView, reader: Reader) -> list[Action]:
    """The buttons of ``view.verbs`` and the way to Teams, which comes first for who has the post in hand."""
    leading = proposal(view, reader)
    verbs = [verb for verb in view.verbs if not view.writing or verb not in WAIT_FOR_THE_BOX]
    first, others = arranged(verbs, len(leading))
    chosen = verbs[0] if verbs and not leading and not view.writing else None
    buttons = [*leading, *(button(verb, view, reader, first=verb == chosen) for verb in first)]
    buttons += more(others, view, reader)
    if view.mine and view.status in OPEN and not view.writing and not HELPS_MOST.intersection(view.verbs):
        return open_in_teams(view.link, reader.say("button-reply"), style="positive") + buttons
    return buttons + open_in_teams(view.link, reader.say("button-open"))
