"""What we want done in Teams, as the outbox keeps it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.effects import follow_up_slot, refresh, send, take_back
from models.outgoing import IDEMPOTENT, TIDYING, Card, Kind, RetryLater, Sentence, Undeliverable
from tests.models.made import made_follow_up

VALUES: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.text(min_size=1), st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.dates())
)


@given(key=st.text(), values=VALUES)
def test_a_sentence_comes_out_of_the_outbox_as_it_went_in(key: str, values: dict[str, Any]) -> None:
    sentence = Sentence(key, values)
    assert Sentence.unpack(json.loads(json.dumps(sentence.pack()))) == sentence


def test_a_day_in_a_sentence_is_a_day_again() -> None:
    packed = Sentence("post-promise", {"until": date(2026, 11, 26)}).pack()
    assert packed["values"] == {"until": {"day": "2026-11-26"}}


def test_what_only_tidies_may_be_done_twice() -> None:
    assert TIDYING < IDEMPOTENT
    assert Kind.SEND not in IDEMPOTENT
    assert Kind.POST not in IDEMPOTENT
    assert Kind.WHISPER not in IDEMPOTENT


def test_what_goes_into_one_chat_shares_a_lane() -> None:
    slot = follow_up_slot("f1")
    effects = [
        send("nudge:1", "c", "hana", Card("help")),
        refresh(slot, made_follow_up(version=2), "hana"),
        take_back("c", "hana", "a:hana", "m1"),
    ]
    assert {effect.lane for effect in effects} == {"chat:hana"}
    assert len({effect.key for effect in effects}) == 3


def test_a_no_says_what_an_operator_needs() -> None:
    assert RetryLater("busy").after is None
    assert RetryLater("busy", timedelta(seconds=3)).after == timedelta(seconds=3)
    refused = Undeliverable("Teams answered 403 to send.", "BotNotInConversationRoster")
    assert (str(refused), refused.code) == ("Teams answered 403 to send.", "BotNotInConversationRoster")
