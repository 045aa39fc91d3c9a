"""What no friend sends: forged, stale, foreign, oversized and malformed requests, by name, and where they are sent."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.app.outside import Rehearsed
from tests.app.test_signed import FORGED, from_teams
from tests.bot.shapes import changed, without

PAPER: Final = "/papers/" + "A" * 43
POSTED: Final = ("/api/messages", "/api/graph")
ASKED: Final = ("/healthz", "/readyz", "/metrics", PAPER)
NOWHERE: Final = ("/", "/api/message", "/board", "/.env", "/api/messages/1")
EVERYWHERE: Final = (*POSTED, *ASKED, *NOWHERE)
JSON: Final = {"Content-Type": "application/json"}
FOREIGN: Final = "22222222-2222-4222-8222-222222222222"
NOW: Final = int(time.time())


@dataclass(frozen=True, slots=True)
class Sent:
    """What is posted."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Forge = Callable[[Rehearsed], Sent]


def with_token(here: Rehearsed, body: bytes, **headers: str) -> Sent:
    """Whatever the body is, the token is good."""
    return Sent(body, JSON | here.bearer() | {name.replace("_", "-"): value for name, value in headers.items()})


def activity(here: Rehearsed, *, forged: Mapping[str, Any] | None = None) -> Sent:
    return with_token(here, json.dumps(forged or from_teams(here)).encode())


def another(path: str, value: object) -> Forge:
    """A good token, and an activity that names something else."""
    return lambda here: activity(here, forged=changed(from_teams(here), path, value))


def raw(body: bytes, **headers: str) -> Forge:
    return lambda here: with_token(here, body, **headers)


def within(made: Callable[[bytes], bytes], **headers: str) -> Forge:
    """A good token, and a good activity of which something was made."""
    return lambda here: with_token(here, made(json.dumps(from_teams(here)).encode()), **headers)


def by_token(forge: Callable[[Rehearsed], Mapping[str, str]]) -> Forge:
    """A good activity with another token."""
    return lambda here: Sent(json.dumps(from_teams(here)).encode(), JSON | dict(forge(here)))


def put_in(more: bytes) -> Callable[[bytes], bytes]:
    """One more member, at the end of the object."""
    return lambda body: body[:-1] + b"," + more + b"}"


TOKENS: Final[dict[str, Forge]] = {
    f"token: {name}": by_token(forge) for name, (_, forge) in FORGED.items() if name != "no key named"
} | {
    "token: over since yesterday": by_token(lambda here: here.bearer(claims={"exp": NOW - 86_400})),
    "token: over for five minutes and a second": by_token(lambda here: here.bearer(claims={"exp": NOW - 301})),
    "token: begins tomorrow": by_token(lambda here: here.bearer(claims={"nbf": NOW + 86_400})),
    "token: two in one": by_token(lambda here: {"Authorization": ", ".join([here.bearer()["Authorization"]] * 2)}),
    "token: in another case": by_token(lambda here: {"Authorization": here.bearer()["Authorization"].upper()}),
    "token: in the wrong header": by_token(lambda here: {"X-Authorization": here.bearer()["Authorization"]}),
    "token: of ours for somebody": by_token(lambda here: here.bearer(claims={"aud": "https://graph.microsoft.com"})),
    "token: an endless one": by_token(lambda here: here.bearer(claims={"exp": float("inf")})),
    "token: one without a time": by_token(lambda here: here.bearer(claims={"exp": float("nan")})),
}
FOREIGN_ONES: Final[dict[str, Forge]] = {
    "foreign: another tenant": another("channelData.tenant.id", FOREIGN),
    "foreign: no tenant": lambda here: activity(
        here, forged=without(without(from_teams(here), "channelData.tenant"), "conversation.tenantId")
    ),
    "foreign: a tenant in a list": lambda here: activity(
        here, forged=changed(without(from_teams(here), "conversation.tenantId"), "channelData.tenant", [FOREIGN])
    ),
    "foreign: another service": another("serviceUrl", "http://127.0.0.1:1/teams/"),
    "foreign: a service of an attacker": another("serviceUrl", "https://smba.trafficmanager.net.evil.example/"),
    "foreign: a service with a user before it": another("serviceUrl", "https://smba.trafficmanager.net@evil.example/"),
    "foreign: a service that is no address": another("serviceUrl", "http://[::1"),
    "foreign: no service": another("serviceUrl", None),
    "foreign: a service in an object": another("serviceUrl", {"host": "127.0.0.1"}),
    "foreign: the service named twice": within(put_in(b'"serviceUrl":"https://evil.example/"')),
    "foreign: the tenant named twice": within(put_in(b'"channelData":{"tenant":{"id":"x"}}')),
}
BODIES: Final[dict[str, Forge]] = {
    "body: nothing": raw(b""),
    "body: no JSON": raw(b"type=message&text=hi"),
    "body: cut in the middle": within(lambda body: body[: len(body) // 2]),
    "body: two objects": within(lambda body: body + body),
    "body: a list": within(lambda body: b"[" + body + b"]"),
    "body: null": raw(b"null"),
    "body: a number": raw(b"7"),
    "body: a lone surrogate": raw(rb'"\ud800"'),
    "body: bytes that are no text": raw(b"\xff\xfe\x00"),
    "body: another coding": within(lambda body: body.decode().encode("utf-16")),
    "body: not a number": within(put_in(b'"a":NaN')),
    "body: without end": within(put_in(b'"a":Infinity')),
    "body: larger than any number": within(put_in(b'"a":1e400')),
    "body: a number of 5,000 digits": within(put_in(b'"a":' + b"9" * 5_000)),
    "body: 300 deep": within(put_in(b'"a":' + b"[" * 300 + b"]" * 300)),
    "body: 100,000 deep": raw(b"[" * 100_000),
    "body: deep and never closed": within(put_in(b'"a":' + b'{"a":' * 30_000)),
    "body: a text that never ends": within(put_in(b'"a":"' + b"x" * 1_000)),
    "body: with a remark": within(lambda body: b"/* hello */" + body),
    "body: one byte too large": within(lambda body: body + b" " * (256 * 1024 + 1 - len(body))),
    "body: a megabyte": raw(b"x" * 1_000_000),
    "body: a bomb of gzip": raw(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip"),
    "body: a bomb of deflate": raw(zlib.compress(b"[" * 20_000_000), Content_Encoding="deflate"),
    "body: gzip that is none": within(lambda body: body, Content_Encoding="gzip"),
    "body: a coding that nobody knows": within(lambda body: body, Content_Encoding="x-rot13"),
    "body: no type of an activity": lambda here: activity(here, forged=without(from_teams(here), "type")),
    "body: a moment of another age": another("timestamp", "0001-01-01T00:00:00Z"),
    "body: no moment": another("timestamp", "soon"),
    "body: an id of a thousand letters": another("id", "1" * 1_000),
    "body: a conversation in a list": another("conversation", [{"id": "x"}]),
    "type: none": lambda here: Sent(json.dumps(from_teams(here)).encode(), here.bearer() | {"Content-Type": ""}),
    "type: a form": within(lambda body: body, Content_Type="application/x-www-form-urlencoded"),
    "type: a text, as a browser may send it": within(lambda body: body, Content_Type="text/plain; charset=utf-8"),
    "type: several parts": within(lambda body: body, Content_Type="multipart/form-data; boundary=x"),
    "type: nearly JSON": within(lambda body: body, Content_Type="application/json-seq"),
}
POSTS: Final[dict[str, Forge]] = TOKENS | FOREIGN_ONES | BODIES

METHODS: Final = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "X" * 40, "GE T", "get\t")

Lines = Callable[[str, str, str], bytes]
"""What goes over the wire, of a method, an address and the headers of a good request."""


def wire(line: str, more: bytes = b"", *, host: str = "Host: x\r\n", body: bytes = b"") -> Lines:
    """``line`` with {method} and {path} in it, then the headers, then ``more`` of them."""

    def made(method: str, path: str, headers: str) -> bytes:
        start = line.format(method=method, path=path).encode("utf-8", "surrogateescape")
        return start + b"\r\n" + (host + headers).encode() + more + b"\r\n" + body

    return made


PLAIN: Final = "{method} {path} HTTP/1.1"
LINES: Final[dict[str, Lines]] = {
    "line: no protocol": wire("{method} {path}"),
    "line: another protocol": wire("{method} {path} GOPHER/1.0"),
    "line: HTTP of the future": wire("{method} {path} HTTP/9.9"),
    "line: only a path": wire("{path}"),
    "line: a greeting of TLS": lambda *_: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200 + b"\r\n\r\n",
    "line: noughts": lambda *_: b"\x00" * 300 + b"\r\n\r\n",
    "line: a path of 9,000 letters": wire("{method} {path}/" + "a" * 9_000 + " HTTP/1.1"),
    "line: a nought in the path": wire("{method} {path}%00 HTTP/1.1"),
    "line: out of the folder": wire("{method} {path}/../../../etc/passwd HTTP/1.1"),
    "line: out of the folder, coded": wire("{method} {path}/%2e%2e/%2e%2e/etc/passwd HTTP/1.1"),
    "line: two strokes": wire("{method} /{path} HTTP/1.1"),
    "line: backwards": wire("{method} \\{path} HTTP/1.1"),
    "line: in capitals": wire("{method} {path}/X HTTP/1.1"),
    "headers: two hundred": wire(PLAIN, b"".join(b"X-%d: y\r\n" % one for one in range(200))),
    "headers: ten thousand": wire(PLAIN, b"X: y\r\n" * 10_000),
    "headers: one of 9,000 letters": wire(PLAIN, b"X-Long: " + b"y" * 9_000 + b"\r\n"),
    "headers: a name with a blank": wire(PLAIN, b"X Y: z\r\n"),
    "headers: no colon": wire(PLAIN, b"nothing\r\n"),
    "headers: a nought": wire(PLAIN, b"X: a\x00b\r\n"),
    "headers: two hosts": wire(PLAIN, b"Host: y\r\nHost: z\r\n"),
    "length: words": wire(PLAIN, b"Content-Length: many\r\n", body=b"{}"),
    "length: less than nothing": wire(PLAIN, b"Content-Length: -1\r\n", body=b"{}"),
    "length: two": wire(PLAIN, b"Content-Length: 2\r\nContent-Length: 40\r\n", body=b"{}"),
    "length: and chunks": wire(
        PLAIN, b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", body=b"2\r\n{}\r\n0\r\n\r\n"
    ),
    "chunks: of no size": wire(PLAIN, b"Transfer-Encoding: chunked\r\n", body=b"zz\r\n{}\r\n0\r\n\r\n"),
    "chunks: of an endless size": wire(PLAIN, b"Transfer-Encoding: chunked\r\n", body=b"f" * 40 + b"\r\n{}"),
    "chunks: coded twice": wire(PLAIN, b"Transfer-Encoding: chunked, chunked\r\n", body=b"2\r\n{}\r\n0\r\n\r\n"),
    "chunks: in disguise": wire(PLAIN, b"Transfer-Encoding : chunked\r\n", body=b"2\r\n{}\r\n0\r\n\r\n"),
    "body: where nobody reads one": wire(PLAIN, b"Content-Length: 2\r\n", body=b"{}"),
}
"""Said to each address by the method that it answers to; a good token is beside it where it helps."""

SLOW: Final[dict[str, Lines]] = {
    "slow: nothing at all": lambda *_: b"",
    "slow: half a line": lambda method, *_: method.encode(),
    "slow: headers without end": lambda method, path, headers: f"{method} {path} HTTP/1.1\r\nHost: x\r\nX-A: ".encode(),
    "slow: a body that does not come": wire(PLAIN, b"Content-Length: 200\r\n"),
    "slow: a body of which half comes": wire(PLAIN, b"Content-Length: 200\r\n", body=b'{"type":'),
    "slow: chunks without end": wire(PLAIN, b"Transfer-Encoding: chunked\r\n", body=b"1\r\n{\r\n"),
}
