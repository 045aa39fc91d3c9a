"""Whom Teams calls a guest, or of another tenant; and that nothing but Teams' own account of the sender says so."""

from __future__ import annotations

from typing import Any, Final

import pytest

from bot.inbound import parse
from models.incoming import Commanded, Pointed, PostArrived, Pressed
from tests.bot import shapes
from tests.bot.shapes import AKARI, TENANT, Json

ELSEWHERE: Final = "99999999-9999-4999-8999-999999999999"


def made(shape: Json) -> Any:
    return parse(shape, lambda words: words == "stats")


@pytest.mark.parametrize(
    ("told", "guest"),
    [
        ({}, False),
        ({"userRole": "user"}, False),
        ({"userRole": "guest"}, True),
        ({"userRole": "anonymous"}, True),
        ({"userRole": ["guest"]}, False),
        ({"tenantId": TENANT.upper()}, False),
        ({"tenantId": ELSEWHERE}, True),
        ({"tenantId": 7}, False),
        ({"tenantId": "", "userRole": None}, False),
    ],
)
def test_the_senders_account_tells_whether_they_are_a_guest(told: Json, *, guest: bool) -> None:
    by = AKARI | told
    post, said = made(shapes.in_channel("message", by, text="a")), made(shapes.in_chat("message", by, text="stats"))
    assert isinstance(post, PostArrived)
    assert isinstance(said, Commanded)
    assert post.author is not None
    assert (post.author.guest, said.by.guest) == (guest, guest)


def test_what_a_card_or_a_message_says_of_a_guest_is_not_believed() -> None:
    press, action = shapes.press("claim", {"userRole": "guest", "tenantId": ELSEWHERE}), shapes.point("answer")
    pressed, pointed = made(press), made(action)
    assert isinstance(pressed, Pressed)
    assert isinstance(pointed, Pointed)
    assert not pressed.by.guest
    assert not pointed.by.guest
    press["from"]["userRole"] = "guest"
    press["value"]["action"]["data"] = {"userRole": "user", "tenantId": TENANT}
    assert made(press).by.guest
