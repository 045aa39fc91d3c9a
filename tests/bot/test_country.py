"""From which country a post comes, and in which zone its author is, as far as their client tells."""

from __future__ import annotations

from typing import Final

import pytest

from bot.inbound import parse
from models.incoming import PostArrived
from tests.bot import shapes
from tests.bot.shapes import Json, changed, without

CLIENT: Final[Json] = {"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Windows"}


@pytest.mark.parametrize(
    ("entities", "country"),
    [
        ([CLIENT], "NL"),
        ([{"type": "mention"}, CLIENT | {"country": "be"}], "BE"),
        ([CLIENT | {"country": "Netherlands"}], None),
        ([CLIENT | {"country": "ＮＬ"}], None),
        ([CLIENT | {"country": 31}], None),
        ([{"type": "clientInfo"}], None),
        (["NL", None, {"type": "mention", "country": "NL"}], None),
        ({"country": "NL"}, None),
        (None, None),
    ],
)
def test_a_post_s_country_is_what_the_client_of_its_author_says(entities: object, country: str | None) -> None:
    event = parse(changed(shapes.post(), "entities", entities), lambda words: False)
    assert isinstance(event, PostArrived)
    assert event.envelope.country == country


def test_a_post_without_entities_tells_no_country() -> None:
    event = parse(without(shapes.post(), "entities"), lambda words: False)
    assert isinstance(event, PostArrived)
    assert event.envelope.country is None


@pytest.mark.parametrize(
    ("entities", "local", "zone"),
    [
        ([CLIENT | {"timezone": "Europe/Amsterdam"}], "Asia/Tokyo", "Europe/Amsterdam"),
        ([CLIENT], "Asia/Tokyo", "Asia/Tokyo"),
        ([CLIENT | {"timezone": "Tokyo Standard Time"}], None, None),
        ([CLIENT | {"timezone": "../Tokyo"}], None, None),
        ([CLIENT | {"timezone": "A" * 200}], None, None),
        ([CLIENT | {"timezone": 9}], 9, None),
        (None, None, None),
    ],
)
def test_the_zone_is_what_the_client_says_else_the_activity(entities: object, local: object, zone: str | None) -> None:
    raw = changed(shapes.post(), "entities", entities) | {"localTimezone": local}
    event = parse(raw, lambda words: False)
    assert isinstance(event, PostArrived)
    assert event.envelope.time_zone == zone
