"""An activity is one trace with all that it ordered, whoever delivers it; without a collector there are no traces."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.about import correlation_of
from jobs.schedule import scheduler
from settings import Settings, SettingsFault
from settings import read as read_settings
from tests.app.outside import listening
from tests.bot import shapes
from tests.conftest import ROOT
from tests.web.collecting import attributes, collecting


async def test_a_post_is_one_trace_though_another_process_delivers_its_reaction(migrated_url: str) -> None:
    async with collecting() as collector:
        settings = Settings(database_url=migrated_url, otel_exporter_otlp_endpoint=collector.url)
        async with listening(settings) as bot:
            await bot.bring(shapes.post())
        async with listening(settings) as another:
            await another.deliver()
        spans = [span for span in collector.spans() if span.trace_id.hex() == correlation_of(shapes.post())]
    (root,) = [span for span in spans if span.name == "activity"]
    assert [span.name for span in spans][:3] == ["activity", "dispatch", "commit"]
    assert {span.name for span in spans[3:]} == {"delivery", "commit"}
    assert root.parent_span_id == b""
    assert {span.parent_span_id for span in spans if span is not root} == {root.span_id}
    assert len({span.span_id for span in spans}) == len(spans)
    assert attributes(root) == {"kind": "message", "outcome": "opened"}
    (delivery,) = [span for span in spans if span.name == "delivery"]
    assert attributes(delivery) == {"kind": "react", "outcome": "later", "attempts": 1}
    assert all(span.start_time_unix_nano <= span.end_time_unix_nano for span in spans)


async def test_a_turn_that_changed_nothing_leaves_no_span_and_one_that_did_leaves_its_own(tmp_path: Path) -> None:
    async with collecting() as collector:
        settings = Settings(database_url=f"sqlite:///{tmp_path}/a.db", otel_exporter_otlp_endpoint=collector.url)
        async with listening(settings) as bot:
            clockwork = scheduler(bot.app.ports)
            clockwork.start(paused=True)
            for name in ("forget_looks", "nudge"):
                job = clockwork.get_job(name)
                for _ in range(2):
                    await job.func(*job.args)
            clockwork.shutdown(wait=False)
        names = [span.name for span in collector.spans()]
    assert names.count("job forget_looks") == 2, "it deletes what is old, whether there is anything or not"
    assert names.count("job nudge") <= 1, "a look that finds nothing writes nothing"


async def test_a_collector_that_is_silent_keeps_nobody_waiting(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/a.db", otel_exporter_otlp_endpoint="http://127.0.0.1:1")
    async with listening(settings) as bot:
        assert (await bot.bring(shapes.post()))[0] == 200
        began = time.monotonic()
    assert time.monotonic() - began < 10


def test_an_address_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")
    with pytest.raises(SettingsFault, match="OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://"):
        read_settings()


def test_without_a_collector_the_library_is_not_even_imported() -> None:
    code = "import sys, app; assert not [name for name in sys.modules if name.startswith('opentelemetry')]"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
