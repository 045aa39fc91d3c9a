"""The law of undoing: presses that were taken back leave nothing, in whatever order all is told."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from models.pressing import Press, last, standing
from models.senses import Sense
from models.telling import handed_by, told
from tests.models.made import made_community, made_follow_up
from tests.models.test_telling import minute, reply
from tests.stage import HANA, KEN, MIO

COMMUNITY: Final = made_community()
GIVEN: Final[dict[str, dict[str, str]]] = {
    "claim": {},
    "receive": {},
    "release": {},
    "promise": {"until": "2026-12-02"},
    "settle": {"reason": "duplicate"},
    "write_answer": {},
    "hand_over": {"to": MIO.id},
    "decline": {"handed_by": KEN.id},
    "reopen": {},
}
_verbs = st.sampled_from(sorted(GIVEN))
_people = st.sampled_from([HANA.id, KEN.id, MIO.id])
_told = st.lists(st.tuples(_verbs, _people, st.booleans()), max_size=8)
_replies = st.lists(st.tuples(st.integers(0, 9), _people, st.sampled_from([Sense.SAYS, Sense.HOLDS, Sense.LIKES])))


@given(_told, _replies, st.randoms(use_true_random=False))
def test_presses_that_were_undone_leave_nothing_in_whatever_order_they_are_told(
    acts: list[tuple[str, str, bool]], replies: list[tuple[int, str, Sense]], random: Random
) -> None:
    kept, all_presses = list[Press](), list[Press]()
    for number, (verb, by, undone) in enumerate(acts, start=1):
        press = Press(verb, number, by, minute(number), GIVEN[verb])
        all_presses.append(press)
        if undone:
            at = press.at + timedelta(seconds=9)
            all_presses.append(Press("undo", number + 100, by, at, {"verb": verb, "version": str(number)}))
        else:
            kept.append(press)
    touches = [
        reply(f"m{number}", by, minute(at) + timedelta(seconds=30), sense)
        for number, (at, by, sense) in enumerate(replies)
    ]
    random.shuffle(all_presses)
    known, now = made_follow_up(version=9), minute(30)
    assert told(known, touches, all_presses, COMMUNITY, now) == told(known, touches, kept, COMMUNITY, now)
    assert {press.version for press in standing(all_presses)} == {press.version for press in kept}
    assert last(all_presses) == (kept[-1] if kept else None)
    assert handed_by(known, all_presses, COMMUNITY) == handed_by(known, kept, COMMUNITY)


def test_another_members_press_on_the_same_card_is_not_undone_with_ones_own() -> None:
    presses = [
        Press("receive", 1, KEN.id, minute(1)),
        Press("receive", 1, MIO.id, minute(2)),
        Press("undo", 3, KEN.id, minute(2), {"verb": "receive", "version": "1"}),
    ]
    after = told(made_follow_up(), [], presses, COMMUNITY, minute(3))
    assert (after.received_by, after.received_at) == (MIO.id, minute(2))
