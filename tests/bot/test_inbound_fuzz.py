"""Whatever reaches the edge becomes an event, nothing, or Malformed: never another error."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bodies import DEEPEST, read_object
from bot.fields import Malformed
from bot.inbound import parse
from handlers.registry import discover, is_command
from models.incoming import Event, PostArrived
from tests.bot import shapes
from tests.bot.shapes import Json

discover()

TEXTS = st.text() | st.sampled_from(["\x00", "29:1", "28:bot", "add", "personal", "channel", "19:x;messageid=", "<at>"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, the deepest as well."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from places(inner, (*path, key))


@st.composite
def mutations(draw: st.DrawFn) -> Json:
    """An activity of Teams with up to three places changed or taken away."""
    found = copy.deepcopy(shapes.EVERY[draw(st.sampled_from(sorted(shapes.EVERY)))])
    for _ in range(draw(st.integers(1, 3))):
        *holders, key = draw(st.sampled_from(list(places(found))))
        holder: Any = found
        for step in holders:
            holder = holder[step]
        if draw(st.booleans()):
            holder[key] = draw(VALUES)
        else:
            del holder[key]
    return found


def outcome(activity: Any) -> str:
    """In a word what came of it; anything but these words is raised."""
    try:
        event = parse(activity, is_command)
    except Malformed:
        return "malformed"
    return "nothing" if event is None else _sound(event)


def _sound(event: Event) -> str:
    envelope = event.envelope
    assert envelope.tenant_id
    assert envelope.activity_id
    assert envelope.at.tzinfo is not None
    assert not isinstance(event, PostArrived) or "\x00" not in event.text
    return "event"


@settings(max_examples=400)
@given(mutations())
def test_a_changed_activity_is_an_event_nothing_or_malformed(activity: Json) -> None:
    assert outcome(activity) in ("event", "nothing", "malformed")


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(sorted(shapes.post())) | TEXTS, VALUES, max_size=8))
def test_any_object_is_an_event_nothing_or_malformed(activity: Json) -> None:
    assert outcome(activity) in ("nothing", "malformed")


@settings(max_examples=200)
@given(mutations(), st.binary(max_size=4), st.integers(0, 2_000))
def test_any_bytes_are_an_activity_or_malformed(activity: Json, junk: bytes, at: int) -> None:
    body = json.dumps(activity).encode()
    try:
        outcome(read_object(body[:at] + junk + body[at:]))
    except Malformed:
        return


def body_with(text: str) -> bytes:
    """A post whose text is written exactly so in JSON."""
    return orjson.dumps(shapes.post("TEXT")).replace(b'"TEXT"', text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"a\ud83cb"', "a\ufffdb"),
        (r'"\ude00\ud83d"', "\ufffd\ufffd"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"a\u0000b"', "ab"),
        ('"1", "text": "2"', "2"),
        ('"\\u2028\\t投稿"', "\u2028\t投稿".strip()),
    ],
)
def test_odd_texts_are_read_as_a_database_can_keep_them(written: str, read: str) -> None:
    event = parse(read_object(body_with(written)), is_command)
    assert isinstance(event, PostArrived)
    assert event.text == read
    event.text.encode("utf-8")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"text"', b"12", b"{", b"{'a': 1}", b'{"a": NaN}', b'{"a": Infinity}', b"\xff\xfe{}",
        b"\x00", b"[" * 100_000, b'{"a":' * 100_000, b'{"a":' * 2_000 + b"1" + b"}" * 2_000,
        b'{"a": 1' + b"0" * 10_000 + b"}}", b'{"\\ud800": NaN}',
    ],
    ids=lambda body: repr(body[:12]),
)  # fmt: skip
def test_a_body_that_is_no_activity_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse(read_object(body), is_command)


def test_a_deep_or_huge_value_in_an_activity_is_no_hindrance() -> None:
    deep: Any = 1
    for _ in range(200):
        deep = [deep]
    for activity in (
        shapes.post(deep=deep),
        shapes.post(big=2**70, small=1e-320),
        shapes.press("claim", {"deep": deep}),
    ):
        assert outcome(read_object(json.dumps(activity).encode())) == "event"


@pytest.mark.parametrize("opens", ["[", '{"a":'])
def test_how_deep_a_body_may_be_is_bounded(opens: str) -> None:
    closes = "]" if opens == "[" else "}"

    def nested(depth: int) -> bytes:
        return f'{{"type":"message","a":{opens * (depth - 1)}1{closes * (depth - 1)}}}'.encode()

    assert read_object(nested(DEEPEST))["type"] == "message"
    for depth in (DEEPEST + 1, 900, 5_000):
        with pytest.raises(Malformed):
            read_object(nested(depth))
    brackets = {"type": "message", "text": "[{" * 5_000}
    assert read_object(json.dumps(brackets).encode()) == brackets
