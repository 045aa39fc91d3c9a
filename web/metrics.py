"""``/metrics``: counts for Prometheus, read when they are asked for. No name, no text and no id of a person.

Source of the format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

HELP = {
    "never_told": "Posts and replies that Graph holds and Teams never told: each may be lost consent.",
    "late": "Follow-ups that are past their time.",
    "waiting": "Posts that wait for a person's answer.",
    "unreacted": "Posts that wait for the bot's reaction.",
    "undelivered": "Deliveries that Teams refused for good.",
    "uncertain": "Deliveries of which nobody knows whether they arrived.",
}
"""What the database holds now, the same in every process."""


class _Now(Collector):
    """The counts of one moment."""

    def __init__(self, held: Mapping[str, int], notifications: Mapping[str, int]) -> None:
        self._held = held
        self._notifications = notifications

    def collect(self) -> Iterator[Metric]:
        for name, told in HELP.items():
            yield GaugeMetricFamily(f"aizuchi_{name}", told, value=self._held[name])
        counted = CounterMetricFamily(
            "aizuchi_notifications", "Graph's notifications to this process since its start.", labels=["outcome"]
        )
        for outcome, count in self._notifications.items():
            counted.add_metric([outcome], count)
        yield counted


def routes(
    held: Callable[[], Awaitable[Mapping[str, int]]], notifications: Callable[[], Mapping[str, int]]
) -> list[web.RouteDef]:
    """``held``: each count of HELP, from the database; ``notifications``: Graph's, by what became of them."""

    async def metrics(_: web.Request) -> web.Response:
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Now(await held(), notifications()))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"})

    return [web.get("/metrics", metrics)]
