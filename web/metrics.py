"""``/metrics``: counts for Prometheus, read when they are asked for. No name, no text and no id of a person.

Source of the format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from web.counts import Counts
from web.joined import Joined

HELP = {
    "never_told": "Posts and replies that Graph holds and Teams never told: each may be lost consent.",
    "late": "Follow-ups that are past their time.",
    "waiting": "Posts that wait for a person's answer.",
    "unreacted": "Posts that wait for the bot's reaction.",
    "undelivered": "Deliveries that Teams refused for good.",
    "uncertain": "Deliveries of which nobody knows whether they arrived.",
    "outbox_waiting": "Orders to Teams that wait or are being carried out.",
    "outbox_oldest_seconds": "How long ago the first of these was ordered; 0: none waits.",
}
"""What the database holds now, the same in every process."""


COUNTED = {
    "notifications": ("outcome", "Graph's notifications to this process since its start."),
    "token_refusals": ("reason", "Activities that this process did not believe since its start, by why."),
    "unreadable_requests": ("reason", "Bodies that this process did not read to their end since its start."),
    "closed_connections": ("reason", "Connections that this process closed since its start, so that others get in."),
}
"""What a process counts, by the label that parts it."""


class _Now(Collector):
    """The counts of one moment."""

    def __init__(
        self, held: Mapping[str, float], counted: Mapping[str, Mapping[str, int]], refused: str | None
    ) -> None:
        self._held = held
        self._counted = counted
        self._refused = refused

    def collect(self) -> Iterator[Metric]:
        for name, told in HELP.items():
            yield GaugeMetricFamily(f"aizuchi_{name}", told, value=self._held[name])
        yield GaugeMetricFamily(
            "aizuchi_credentials_refused",
            "1 where Microsoft refused this process's credentials last, else 0.",
            value=float(self._refused is not None),
        )
        for name, (label, told) in COUNTED.items():
            family = CounterMetricFamily(f"aizuchi_{name}", told, labels=[label])
            for value, count in sorted(self._counted[name].items()):
                family.add_metric([value], count)
            yield family


def routes(
    held: Callable[[], Awaitable[Mapping[str, float]]],
    counted: Callable[[], Mapping[str, Mapping[str, int]]],
    refused: Callable[[], str | None],
    counts: Counts,
) -> list[web.RouteDef]:
    """``held``: each count of HELP, from the database; ``counted``: those of COUNTED, by name and label;
    ``refused``: why Microsoft refused our credentials, if it did; ``counts``: what else this process counted.
    """

    read = Joined(held)

    async def metrics(_: web.Request) -> web.Response:
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Now(await read(), counted(), refused()))
        body = generate_latest(registry) + generate_latest(counts.registry)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4"})

    return [web.get("/metrics", metrics)]
