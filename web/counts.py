"""What this process counted and measured since its start, for ``/metrics``. Every label is from a closed, small set."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, Summary, disable_created_metrics

from models.watch import Delivered, Watch

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began, which for most doubles the page

MANY = 100
"""Different outcomes of one kind of activity at most; what is more counts as ``other``."""
SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
"""Seconds. Teams gives up after 15."""
LONG = (0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
"""Seconds until a post has its reaction: at once, or when it was found through Graph."""
PIECES = (1, 2, 4, 8, 16, 32, 64)


class Counts(Watch):
    """Counts of its own for each: two bots of one process, as tests have them, do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        self._outcomes: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        """Each post passes here: the labels of what came before are looked up once."""
        self._activities = self._counter("activities", "Activities of Teams', by what came of them.", "kind", "outcome")
        self._activity = Histogram(
            "aizuchi_activity_seconds",
            "From an activity's coming in until what it changed is durable and it was answered.",
            ["kind"], registry=self.registry, buckets=SHORT,
        )  # fmt: skip
        self._commit = Histogram(
            "aizuchi_commit_seconds", "One commit of all that arrived together.", registry=self.registry, buckets=SHORT
        )
        self._pieces = Histogram(
            "aizuchi_commit_pieces", "Pieces of work that shared a commit.", registry=self.registry, buckets=PIECES
        )
        self._deliveries = self._counter("deliveries", "Orders to Teams, by how each try ended.", "kind", "outcome")
        self._reaction = Histogram(
            "aizuchi_reaction_seconds", "From when a post was written until Teams had the bot's reaction.",
            registry=self.registry, buckets=LONG,
        )  # fmt: skip
        self._nudges = self._counter("nudge_cards", "Nudge cards, by how each try to send one ended.", "outcome")
        self._graph = self._counter("graph_calls", "Calls of Microsoft Graph.", "outcome")
        self._runs = self._counter("job_runs", "Turns of the jobs.", "job", "outcome")
        self._run = Summary("aizuchi_job_seconds", "How long turns of a job took.", ["job"], registry=self.registry)
        ProcessCollector(registry=self.registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"aizuchi_{name}", told, labels, registry=self.registry)

    def taken(self, kind: str, outcome: str, seconds: float) -> None:
        found = self._outcomes.get((kind, outcome))
        if found is None:
            known = outcome if len(self._outcomes) < MANY else "other"
            found = self._activities.labels(kind, known), self._activity.labels(kind)
            self._outcomes[kind, known] = found
        counter, length = found
        counter.inc()
        length.observe(seconds)

    def committed(self, seconds: float, set_off_by: Sequence[str]) -> None:
        self._commit.observe(seconds)
        self._pieces.observe(len(set_off_by))

    def delivered(self, how: Delivered) -> None:
        self._deliveries.labels(how.kind, how.outcome).inc()
        if how.card == "nudge":
            self._nudges.labels(how.outcome).inc()
        if how.waited is not None:
            self._reaction.observe(max(how.waited, 0.0))

    def asked(self, outcome: str, seconds: float) -> None:
        self._graph.labels(outcome).inc()

    def ran(self, job: str, outcome: str, seconds: float) -> None:
        self._runs.labels(job, outcome).inc()
        self._run.labels(job).observe(seconds)
