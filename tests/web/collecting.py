"""A collector of traces on this machine: what an OpenTelemetry exporter sends by HTTP is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(slots=True)
class Collector:
    """``bodies``: each request as it came."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    status: int = 200

    async def take(self, request: web.Request) -> web.Response:
        assert request.path == "/v1/traces"
        self.bodies.append(await request.read())
        return web.Response(status=self.status)

    def spans(self) -> list[Any]:
        """All spans, in the order in which they began."""
        found = [
            span
            for body in self.bodies
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]
        return sorted(found, key=lambda span: span.start_time_unix_nano)


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    collector, app = Collector(), web.Application()
    app.router.add_post("/{any:.*}", collector.take)
    async with TestServer(app, host="127.0.0.1") as server:
        collector.url = str(server.make_url("/")).rstrip("/")
        yield collector


def attributes(span: Any) -> dict[str, Any]:
    """A span's attributes as plain values."""
    return {
        one.key.removeprefix("aizuchi."): getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes
    }
