"""From which country a post comes, as far as its author's client tells."""

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
