"""The table of states: every way that a follow-up may go, and no other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import acts, promising
from models.acts import Actor
from models.becoming import expired, withdrawn
from models.follow_up import MAY_BECOME, OPEN, Decision, FollowUp, Status, become
from models.ledger import Weight
from models.refused import Refused
from models.replies import Said, heard
from models.senses import Sense
from tests.models.made import made_community, made_follow_up
from tests.stage import KEN, MIO, MONDAY_10, SORA, YUI

COMMUNITY = made_community()
W, C, P, A, S, X = Status


def test_the_table_is_the_one_that_the_design_shows() -> None:
    assert {state: set(to) for state, to in MAY_BECOME.items()} == {
        W: {C, P, A, S, X},
        C: {W, C, P, A, S, X},
        P: {P, A, S, X},
        A: {W},
        S: {W},
        X: {W},
    }
    assert {W, C, P} == OPEN


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_what_the_table_does_not_hold_is_a_bug(before: Status, after: Status) -> None:
    known = made_follow_up(status=before)
    if after in MAY_BECOME[before]:
        assert become(known, after).status is after
    else:
        with pytest.raises(ValueError, match=f"from {before} to {after}"):
            become(known, after)


def test_a_claim_and_a_promise_end_with_their_states() -> None:
    claimed = made_follow_up(status=C, claimed_by=KEN.id, claim_until=MONDAY_10)
    assert (become(claimed, P).claimed_by, become(claimed, P).claim_until) == (None, None)
    promised = made_follow_up(status=P, promised_by=KEN.id, promised_until=MONDAY_10)
    assert (become(promised, A).promised_by, become(promised, A).promised_until) == (None, None)


Deed = Callable[[FollowUp, datetime], FollowUp]


def pressed(act: Callable[..., Decision], by: str, *given: object) -> Deed:
    def deed(known: FollowUp, now: datetime) -> FollowUp:
        return act(known, Actor(by, now, COMMUNITY, {}), *given).follow_up

    return deed


def replied(by: str, sense: Sense, weight: Weight) -> Deed:
    def deed(known: FollowUp, now: datetime) -> FollowUp:
        return heard(known, Said(f"m{now.timestamp()}", by, now, sense, weight), COMMUNITY)

    return deed


def put_back(known: FollowUp, now: datetime) -> FollowUp:
    return replace(become(known, W), next_nudge_at=now) if known.status is X else known


DEEDS: dict[str, Deed] = {
    **{f"{by.name} claims": pressed(acts.claim, by.id) for by in (KEN, MIO)},
    **{f"{by.name} releases": pressed(acts.release, by.id) for by in (KEN, MIO)},
    "promise": pressed(promising.promise, KEN.id, date(2026, 12, 20), "ひとこと"),
    "settle": pressed(acts.settle, MIO.id, "duplicate"),
    "reopen": pressed(acts.reopen, MIO.id),
    "that was the answer": pressed(acts.that_was_the_answer, MIO.id),
    "confirm": pressed(acts.confirm_peer, MIO.id),
    "an answer": replied(KEN.id, Sense.SAYS, Weight.RESPONDER),
    "a promise in words": replied(KEN.id, Sense.HOLDS, Weight.RESPONDER),
    "a peer's reply": replied(YUI.id, Sense.SAYS, Weight.PEER),
    "a trusted reply": replied(YUI.id, Sense.SAYS, Weight.TRUSTED),
    "a further question": replied(SORA.id, Sense.SAYS, Weight.PEER),
    "thanks": replied(SORA.id, Sense.THANKS, Weight.PEER),
    "withdraw": lambda known, now: withdrawn(known),
    "put back": put_back,
    "expire": lambda known, now: expired(known, now + timedelta(days=9)),
}
TELLS = {name for name, deed in DEEDS.items() if "replied" in deed.__qualname__}


@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=12))
def test_every_way_that_can_be_gone_is_in_the_table(names: list[str]) -> None:
    known, now = made_follow_up(), MONDAY_10
    for name in names:
        now += timedelta(minutes=1)
        before = known
        if name in TELLS and known.status is X:
            continue
        with contextlib.suppress(Refused):
            known = DEEDS[name](known, now)
        assert known.status is before.status or known.status in MAY_BECOME[before.status]
        assert_sound(known)


def assert_sound(known: FollowUp) -> None:
    """What belongs to a state is there in it, and nowhere else."""
    assert (known.status is C) == (known.claimed_by is not None) == (known.claim_until is not None)
    assert (known.status is P) == (known.promised_by is not None) == (known.promised_until is not None)
    assert (known.status is A) == (known.answered_at is not None)
    assert (known.status is S) == (known.settled_at is not None)
    assert known.is_open == (known.next_nudge_at is not None)
    assert known.is_open or not known.is_late(known.answer_by + timedelta(days=99))
