"""The message action “this was the answer”: a reply answered a question of its thread, whoever wrote it and when."""

from __future__ import annotations

from handlers.fields import words_of
from handlers.registry import Outcome, Pointing, dialog, message_action
from models.acts import Actor
from models.db import asking, people, presses, showing
from models.db.transaction import Transaction
from models.follow_up import Decision, FollowUp
from models.ledger import Touch
from models.pointing import PICK, Reply, pick
from models.pressing import Press, standing
from models.refused import Refused
from models.telling import next_press_at
from models.views import PointView


@message_action("answer")
def answer(tx: Transaction, pointing: Pointing) -> Outcome:
    reply = pointing.reply
    if reply is None:
        raise Refused("refused-answer-is-post")
    of_thread = tx.follow_ups(pointing.post.thread_id)
    done = next((one for one in of_thread if _picked(tx, one, pointing, reply)), None)
    if done is not None:
        return dialog(tx, pointing, "dialog-answered", showing.state(tx, pointing.community, done, pointing.by))
    open_ones = _open_ones(of_thread, reply)
    if pointing.event.fields is None:
        return dialog(tx, pointing, "dialog-title", _form(tx, pointing, open_ones))
    after = _pick(tx, pointing, _chosen(pointing, open_ones), reply)
    return dialog(tx, pointing, "dialog-answered", showing.state(tx, pointing.community, after, pointing.by))


def _picked(tx: Transaction, one: FollowUp, pointing: Pointing, reply: Touch) -> bool:
    """Whether this member named this reply before, and that still holds: Teams brings a press twice."""
    mine = (press for press in standing(presses.of_follow_up(tx, one)) if press.by == pointing.by)
    named = any(press.verb == PICK and press.given["message"] == reply.message_id for press in mine)
    return named and one.answer_id == reply.message_id


def _open_ones(of_thread: tuple[FollowUp, ...], reply: Touch) -> list[FollowUp]:
    """The open questions that the reply may have answered. Raises Refused when there is none."""
    found = [one for one in of_thread if one.is_open]
    if not found:
        raise Refused("refused-nothing-owed")
    others = [one for one in found if one.author_id != reply.member_id]
    if not others:
        raise Refused("refused-answer-own")
    return others


def _chosen(pointing: Pointing, open_ones: list[FollowUp]) -> FollowUp:
    if len(open_ones) == 1:
        return open_ones[0]
    wanted = words_of(pointing.event.fields or {}, "question")
    chosen = next((one for one in open_ones if one.id == wanted), None)
    if chosen is None:
        raise Refused("refused-no-question-chosen")
    return chosen


def _form(tx: Transaction, pointing: Pointing, open_ones: list[FollowUp]) -> PointView:
    several = open_ones if len(open_ones) > 1 else []
    questions = tuple((one.id, asking.words(tx, one, pointing.post)) for one in several)
    return PointView(
        action="answer",
        message_id=pointing.event.message_id,
        author=pointing.author_name(tx),
        text=pointing.text,
        questions=questions,
    )


def _pick(tx: Transaction, pointing: Pointing, chosen: FollowUp, touch: Touch) -> FollowUp:
    before = presses.of_follow_up(tx, chosen)
    names = people.names(tx, pointing.community, pointing.community.members)
    home = pointing.community.in_region(chosen.region)
    actor = Actor(pointing.by, max(next_press_at(chosen, before, tx.now), touch.at), home, names)
    reply = Reply(touch.message_id, touch.member_id, touch.at)
    after = pick(chosen, actor, reply)
    kept = Press(PICK, chosen.version, actor.by, actor.now, reply.pack(), (), chosen.pace)
    presses.keep(tx, chosen, kept)
    return tx.apply(chosen, Decision(after))
