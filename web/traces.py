"""Spans for OpenTelemetry: activity, dispatch, commit and delivery, joined by what set them off. Imported where wanted.

What set some work off (models/correlation.py) is the trace's id. The span of an activity, or of a job's turn, has an id
made of it, so that what is delivered hours later, by another process, belongs under it: nothing is handed along.
Attributes are kinds, outcomes and counts.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanContext, SpanKind, TraceFlags
from opentelemetry.trace.status import Status, StatusCode

from models import correlation
from models.watch import Delivered, Watch

BAD = frozenset({"failed", "fault", "refused", "uncertain", "silent", "throttled"})
"""Outcomes that a trace shows as an error."""
MANY = 1_000
"""Turns of jobs that are kept in mind until they end."""
ROOT = "what set it off"
"""The place in a trace under which all else belongs."""
CLOSES_WITHIN = 3.0
"""Seconds, however silent the collector is: the end of the bot does not wait for it longer."""
Attributes = Mapping[str, str | int | float]


class Traces(Watch):
    """Sends spans. ``now`` is the machine's time. Use ``close`` at the end.

    A turn of a job that changed nothing, as most do, leaves no span.
    """

    def __init__(self, processor: SpanProcessor, now: Callable[[], datetime]) -> None:
        self._processor = processor
        self._now = now
        self._resource = Resource.create({"service.name": "aizuchi"})
        self._changed: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def taken(self, kind: str, outcome: str, seconds: float) -> None:
        self._span("activity", seconds, {"kind": kind, "outcome": outcome}, kind=SpanKind.SERVER, root=True)

    def dispatched(self, event: str, seconds: float) -> None:
        self._span("dispatch", seconds, {"event": event})

    def committed(self, seconds: float, set_off_by: Sequence[str]) -> None:
        for one in dict.fromkeys(set_off_by):
            with self._lock:
                self._changed[one] = None
                if len(self._changed) > MANY:
                    self._changed.popitem(last=False)
            with correlation.within(one):
                self._span("commit", seconds, {"pieces": len(set_off_by)})

    def delivered(self, how: Delivered) -> None:
        told: Attributes = {"kind": how.kind, "outcome": how.outcome, "attempts": how.attempts}
        self._span("delivery", how.seconds, told, kind=SpanKind.CLIENT)

    def asked(self, outcome: str, seconds: float) -> None:
        self._span("graph", seconds, {"outcome": outcome}, kind=SpanKind.CLIENT)

    def ran(self, job: str, outcome: str, seconds: float) -> None:
        with self._lock:
            changed = correlation.current() in self._changed
        if changed or outcome == "failed":
            self._span(f"job {job}", seconds, {"job": job, "outcome": outcome}, root=True)

    def close(self) -> None:
        """Send what is left, as far as the collector takes it now."""
        closing = threading.Thread(target=self._processor.shutdown, daemon=True)
        closing.start()
        closing.join(CLOSES_WITHIN)

    def _span(
        self, name: str, seconds: float, told: Attributes, *, kind: SpanKind = SpanKind.INTERNAL, root: bool = False
    ) -> None:
        """A span that ends now. ``root``: the one under which the others of its trace belong."""
        trace = correlation.current()
        if not trace:
            return
        ends = self._now()
        bad = told.get("outcome") in BAD
        self._processor.on_end(
            ReadableSpan(
                name,
                context=_context(trace, ROOT if root else correlation.new()),
                parent=None if root else _context(trace, ROOT),
                resource=self._resource,
                attributes={f"aizuchi.{word}": value for word, value in told.items()},
                kind=kind,
                status=Status(StatusCode.ERROR if bad else StatusCode.OK),
                start_time=_nanoseconds(ends - timedelta(seconds=seconds)),
                end_time=_nanoseconds(ends),
            )
        )


def traces(endpoint: str, now: Callable[[], datetime]) -> Traces:
    """Traces to a collector, by OTLP over HTTP. ``endpoint``: its address, without ``/v1/traces``."""
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=5)
    return Traces(BatchSpanProcessor(exporter, schedule_delay_millis=1_000), now)


def _context(trace: str, place: str) -> SpanContext:
    """Where a span is: in the trace of what set it off, at a place that its name gives, the same in each process."""
    return SpanContext(
        int(_digits(trace), 16), int(correlation.of(trace, place)[:16], 16), is_remote=False, trace_flags=TraceFlags(1)
    )


def _digits(trace: str) -> str:
    """A trace's id has 32 hexadecimal digits; a correlation of ours has them, save where somebody named it."""
    try:
        return trace if len(trace) == 32 and int(trace, 16) else correlation.of(trace)
    except ValueError:
        return correlation.of(trace)


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000) * 1_000
