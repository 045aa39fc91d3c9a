"""Whatever is sent to whichever address, shaped like what belongs there or not, it is never answered with a 5xx."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from yarl import URL

from models.notices import Life
from tests.app.hostile import JSON, PAPER
from tests.app.outside import Rehearsed, signed
from tests.bot.shapes import EVERY, SERVICE
from tests.bot.test_inbound_fuzz import TEXTS, VALUES, mutations

SECRET: Final = "a-secret-that-nobody-guesses"
SHORT, LONG = 60, 10_000
"""Cases of each address."""


@dataclass(frozen=True)
class Shot:
    """A request. ``signed``: with a good token, for the service that the shapes name."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    signed: bool = False


SAID = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
METHODS = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "REPORT"])
TYPES = st.sampled_from(["application/json"] * 8 + ["application/json; charset=utf-8", "text/plain", "", "x/y; z="])
CODINGS = st.sampled_from([None] * 12 + ["gzip", "deflate", "identity", "br", "x"])
TOKENS = st.sampled_from(["Bearer ", "bearer", "Basic ", ""]).flatmap(lambda scheme: SAID.map(scheme.__add__))
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


BYTES = st.binary(max_size=200) | VALUES.map(as_bytes) | OBJECTS.map(as_bytes)


@st.composite
def activities(draw: st.DrawFn) -> Shot:
    """What Teams sends, with some of it changed; or anything else, with a good token or without."""
    body = as_bytes(draw(mutations() | mutations() | mutations() | st.sampled_from(list(EVERY.values())) | OBJECTS))
    body = draw(st.just(body) | st.just(body) | st.just(body) | BYTES)
    trusted = draw(st.sampled_from([True, True, True, False]))
    return Shot("POST", "/api/messages", body, draw(headings(said=not trusted)), trusted)


@st.composite
def headings(draw: st.DrawFn, *, said: bool) -> dict[str, str]:
    """Headers, good ones more often than not. ``said``: with some token or other."""
    found = {"Content-Type": draw(TYPES), "Content-Encoding": draw(CODINGS)}
    if said:
        found["Authorization"] = draw(TOKENS)
    return {name: value for name, value in found.items() if value is not None}


NOTICE: Final[dict[str, st.SearchStrategy[Any]]] = {
    "subscriptionId": TEXTS,
    "clientState": st.sampled_from([SECRET, SECRET, SECRET, "another", None]),
    "tenantId": TEXTS,
    "lifecycleEvent": st.sampled_from([life.value for life in Life] + ["other", 7]),
    "resource": TEXTS,
    "resourceData": OBJECTS,
    "changeType": TEXTS,
    "subscriptionExpirationDateTime": TEXTS,
}


@st.composite
def notices(draw: st.DrawFn) -> Shot:
    """What Graph sends, and what it never would."""
    whole = st.fixed_dictionaries({}, optional={name: made | VALUES for name, made in NOTICE.items()})
    value = draw(st.lists(whole, max_size=4) | st.lists(whole, max_size=4) | VALUES)
    body = draw(st.just(as_bytes({"value": value})) | st.just(as_bytes({"value": value})) | BYTES)
    asked = draw(st.sampled_from(["", "", "", "?"]))
    query = f"?validationToken={draw(ESCAPED)}" if asked else ""
    return Shot("POST", f"/api/graph{query}", body, draw(headings(said=False)))


ESCAPED = st.binary(max_size=30).map(lambda said: "".join(f"%{byte:02x}" for byte in said))
ENDS = st.sampled_from(["", "", "/", "?a=b", "?", "%00", "/..", "//", ";a"]) | ESCAPED.map(lambda said: f"?{said}")


def asked_of(path: st.SearchStrategy[str]) -> st.SearchStrategy[Shot]:
    """Any method, a query and headers of all kinds, with a body or without one."""
    bodies = st.none() | st.none() | st.none() | BYTES
    named = st.dictionaries(st.sampled_from(["Accept", "X-Forwarded-For", "Range", "If-None-Match", "Cookie"]), SAID)
    return st.builds(Shot, METHODS, st.tuples(path, ENDS).map("".join), bodies, named)


WORDS = ESCAPED | SAID.map(lambda said: "".join(letter for letter in said if letter.isalnum() or letter in "-_./"))
ADDRESSES: Final[dict[str, st.SearchStrategy[Shot]]] = {
    "/api/messages": activities() | activities() | activities() | asked_of(st.just("/api/messages")),
    "/api/graph": notices() | notices() | notices() | asked_of(st.just("/api/graph")),
    "/healthz": asked_of(st.just("/healthz")),
    "/readyz": asked_of(st.just("/readyz")),
    "/metrics": asked_of(st.just("/metrics")),
    "/papers": asked_of(st.just(PAPER) | WORDS.map("/papers/".__add__)),
    "elsewhere": asked_of(WORDS.map("/".__add__)),
}


@contextmanager
def bot(path: Path) -> Iterator[Callable[[Shot], int]]:
    """A bot in signed mode that Graph may knock at as well. Yields what sends one request and tells the status."""
    told: dict[str, Any] = {"graph_notification_secret": SecretStr(SECRET), "public_url": "http://127.0.0.1"}
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        here = runner.run(stack.enter_async_context(signed(f"sqlite:///{path}", **told)))
        token = here.bearer(claims={"serviceurl": SERVICE})
        try:
            yield lambda shot: runner.run(send(here, shot, token))
        finally:
            runner.run(stack.aclose())


async def send(here: Rehearsed, shot: Shot, token: dict[str, str]) -> int:
    headers = JSON | shot.headers | (token if shot.signed else {})
    url = URL(f"{here.bot.url}{shot.path}", encoded=True)
    async with here.bot.session.request(
        shot.method, url, data=shot.body, headers=headers, allow_redirects=False
    ) as answer:
        await answer.read()
        return answer.status


def storm(path: Path, address: str, cases: int) -> Counter[int]:
    """So many requests at one address. Returns how often each status was answered."""
    answered: Counter[int] = Counter()
    with bot(path) as shoot:

        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            derandomize=cases == SHORT,
            suppress_health_check=list(HealthCheck),
        )
        @given(ADDRESSES[address])
        def one(shot: Shot) -> None:
            status = shoot(shot)
            answered[status] += 1
            assert status < 500, shot

        one()
    return answered


@pytest.fixture
def empty(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(migrated_sqlite, tmp_path / "aizuchi.db"))


GOOD: Final = {"/api/messages": 200, "/api/graph": 202, "/healthz": 200, "/readyz": 200, "/metrics": 200}


def holds(address: str, answered: Counter[int]) -> None:
    """Both what belongs there and what does not came through; else the storm would show nothing."""
    assert answered[GOOD.get(address, 404)] > 0, answered
    assert any(400 <= status < 500 for status in answered), answered


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_that_comes_is_answered_with_a_5xx(empty: Path, address: str) -> None:
    holds(address, storm(empty, address, SHORT))


@pytest.mark.storm
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("address", ADDRESSES)
def test_of_ten_thousand_that_come_none_is_answered_with_a_5xx(empty: Path, address: str) -> None:
    answered = storm(empty, address, LONG)
    holds(address, answered)
    assert answered.total() >= LONG
