"""A follow-up told anew keeps what telling does not concern, and asks what is to be asked once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.follow_up import FollowUp, Status
from models.ledger import REPLY, Touch, Weight
from models.pressing import Press
from models.senses import Sense, Since, is_gone, pack, unpack, with_since
from models.telling import next_press_at, question, told
from tests.models.made import made_community, made_follow_up
from tests.stage import HANA, KEN, MIO, MONDAY_10

COMMUNITY = made_community()
_sinces = st.builds(
    Since, st.integers(0, 9).map(lambda minute: MONDAY_10 + timedelta(minutes=minute)), st.sampled_from(Sense)
)


def minute(number: int) -> datetime:
    return MONDAY_10 + timedelta(minutes=number)


def reply(message_id: str, by: str, at: datetime, sense: Sense = Sense.SAYS) -> Touch:
    return Touch("thread", message_id, by, REPLY, Weight.RESPONDER, at, course=pack([Since(at, sense)]))


@given(st.lists(_sinces, unique_by=lambda since: since.at), st.randoms())
def test_a_course_is_the_same_in_whatever_order_it_was_told(sinces: list[Since], random: object) -> None:
    course: tuple[Since, ...] = ()
    for since in [*sinces, *sinces[::-1]]:
        course = with_since(course, since)
    assert list(course) == sorted(sinces)
    assert unpack(pack(course)) == course
    assert not course or is_gone(course) == (max(sinces).sense is Sense.GONE)


def test_telling_what_is_known_already_changes_nothing() -> None:
    touches, presses = [reply("m1", KEN.id, minute(5), Sense.HOLDS)], [Press("claim", 1, KEN.id, minute(1))]
    once = told(made_follow_up(), touches, presses, COMMUNITY, minute(6))
    assert once.status is Status.PROMISED
    assert told(once, touches, presses, COMMUNITY, minute(7)) == once


def test_nudges_owners_and_version_are_not_told_anew() -> None:
    known = made_follow_up(version=7, owners=(MIO.id,), nudges=3, rung=2, next_nudge_at=minute(500))
    after = told(known, [], [], COMMUNITY, minute(100))
    assert after == known


def test_a_receipt_after_all_was_late_does_not_hurry_the_next_nudge() -> None:
    now = known_late().answer_by + timedelta(hours=2)
    after = told(known_late(), [reply("m1", KEN.id, now, Sense.LIKES)], [], COMMUNITY, now)
    assert (after.received_by, after.next_nudge_at, after.rung) == (KEN.id, known_late().next_nudge_at, 2)


def known_late() -> FollowUp:
    late = made_follow_up()
    return replace(late, nudges=2, rung=2, next_nudge_at=late.answer_by + timedelta(hours=5))


def test_a_claim_that_ended_before_the_touch_is_over() -> None:
    known = told(made_follow_up(), [], [Press("claim", 1, KEN.id, minute(1))], COMMUNITY, minute(2))
    assert known.status is Status.CLAIMED
    later = minute(3 * 24 * 60)
    after = told(
        known, [reply("m1", HANA.id, later, Sense.LIKES)], [Press("claim", 1, KEN.id, minute(1))], COMMUNITY, later
    )
    assert (after.status, after.claimed_by, after.received_by) == (Status.WAITING, None, HANA.id)


def test_a_press_that_was_overtaken_is_passed_over() -> None:
    presses = [Press("settle", 1, MIO.id, minute(5), {"reason": "duplicate"})]
    after = told(made_follow_up(), [reply("m1", KEN.id, minute(1))], presses, COMMUNITY, minute(9))
    assert (after.status, after.answered_by, after.settled_by) == (Status.ANSWERED, KEN.id, None)


def test_a_press_comes_after_what_it_answers_to_though_our_clock_is_behind() -> None:
    known = made_follow_up(status=Status.ANSWERED, answered_at=minute(5), answered_by=KEN.id)
    assert next_press_at(known, [], minute(1)) == minute(5)
    assert next_press_at(known, [Press("claim", 1, KEN.id, minute(7))], minute(1)) > minute(7)
    assert next_press_at(known, [], minute(9)) == minute(9)


def test_the_private_question_goes_to_who_promised_in_words_and_only_when_the_promise_is_new() -> None:
    before = made_follow_up()
    after = told(before, [reply("m1", KEN.id, minute(5), Sense.HOLDS)], [], COMMUNITY, minute(5))
    (asked,) = question(before, after)
    assert asked.payload["to"] == KEN.id
    assert question(after, after) == ()
    assert question(before, told(before, [reply("m2", KEN.id, minute(5))], [], COMMUNITY, minute(5))) == ()
