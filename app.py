"""Wires the rooms and runs a command: ``python app.py`` serves, ``python app.py --help`` tells the rest."""

from __future__ import annotations

import asyncio
import gc
import importlib
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import click
import structlog
from aiohttp import web

from bot import token_service
from bot.bodies import LARGEST, Unreadable
from bot.cards.render import render
from bot.certificate import BadCertificate
from bot.connector import Connector, Wire
from bot.credentials import TEAMS_SCOPE, Tokens
from bot.endpoint import Endpoint
from bot.gates import host_of, is_loopback
from bot.graph.client import Graph
from bot.graph.grants import GraphConsent
from bot.graph.history import GraphHistory
from bot.graph.own import OwnGraph
from bot.graph.roster import GraphRoster
from bot.graph.subscriptions import GraphSubscriptions
from bot.notifications import NotificationEndpoint
from bot.own_hand import OwnHand
from bot.registration import Registration
from bot.token_service import TokenService
from bot.turns import Adapter, Turns, Voice
from cli.app_manifest import Menu
from cli.commands import Check, Wiring, command_line
from cli.files import BadFiles, read
from cli.roll_files import paper as roll_paper
from handlers import registry
from handlers.dispatch import Dispatch
from handlers.handed import handed
from jobs import deliver, heed, reconcile
from jobs.heed import Inbox
from jobs.import_history import Imported, Tell, import_history
from jobs.look_now import LookNow, look_patiently
from jobs.ports import FromGraph, Ports
from jobs.schedule import scheduler
from locales import say
from models.clock import FollowedClock
from models.community_file import CommunityFileFault
from models.community_merge import Merge
from models.db import applying, audit, found, roll_showing
from models.db import papers as offered
from models.db.backlog import backlog
from models.db.migrate import migrate, missing, must_be_migrated
from models.db.store import Store
from models.db.transaction import Transaction
from models.outgoing import Sentence
from models.papers import Page
from models.watch import Everyone, Watch
from settings import Settings, SettingsFault
from settings import read as read_settings
from web import health, kept_page, log_lines, metrics, papers, record_page
from web.counts import Counts
from web.crowd import CROWD, Crowd
from web.ending import AtTheLatest
from web.listening import CannotListen, listen
from web.names import called_by

log = structlog.get_logger("app")

PAPERS: Mapping[str, offered.Making] = {
    roll_showing.PAPER: roll_paper.made,
    "record": record_page.page,
    "record_file": record_page.file,
    "kept": kept_page.page,
    "kept_file": kept_page.file,
}
"""What makes the pages that one person may open, by their kind."""

FOLLOW_CLOCK_EVERY = 0.25
"""Seconds between two looks at the rehearsal's clock."""


def wall() -> datetime:
    """The machine's time, aware UTC: the one place that asks for it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """All that is wired, for as long as it runs."""

    web: web.Application
    ports: Ports
    dispatch: Dispatch
    woken: asyncio.Event
    look_now: LookNow
    """Asks for a look at a channel through Graph."""
    notified: NotificationEndpoint


@asynccontextmanager
async def wired(
    settings: Settings, now: Callable[[], datetime] = wall, wall: Callable[[], datetime] = wall
) -> AsyncIterator[App]:
    """The whole bot, without its clockwork: what is ordered waits in the outbox until ``deliver`` runs.

    ``now`` is the community's clock, ``wall`` the machine's.
    """
    woken = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_soon_threadsafe(woken.set)

    counts = Counts()
    async with (
        _watching(settings, counts, wall) as watch,
        _store(settings, wall, wake, watch) as store,
        aiohttp.ClientSession(auto_decompress=True) as session,
    ):
        known = _registration(settings)
        tokens = known.tokens(session, wall)
        wire = Wire(session, tokens, allowed_host=known.speaks_to, now=wall)
        draw = partial(render, signs_in=bool(settings.oauth_connection), pages_url=settings.pages_url)
        connector = Connector(wire, render=draw, say=_say)
        handed.nobody = partial(_say_alone, "forgotten-name")
        dispatch = Dispatch(store, now, watch)
        own_hand = _own_hand(settings, session, tokens, watch)
        turns = Turns(dispatch, registry.is_command, Voice(draw, say), own_hand)
        endpoint = Endpoint(known.gate(session, wall), Adapter(), turns, watch)
        crowd = Crowd()
        named = [called_by(partial(_is_ours, settings))] if settings.is_local else []
        application = web.Application(client_max_size=LARGEST, middlewares=[crowd.watched, *named])
        application[CROWD] = crowd
        inbox = Inbox()
        notified = NotificationEndpoint(_secret(settings), inbox.note, local=settings.is_local)
        application.add_routes([web.post("/api/messages", endpoint.post), web.post("/api/graph", notified.post)])

        def refused() -> str | None:
            return tokens.fault

        application.add_routes(health.routes(partial(missing, settings.database_url), refused))
        application.add_routes(papers.routes(partial(_open_paper, store, now)))
        counted = partial(_counted, endpoint, notified, crowd)
        application.add_routes(metrics.routes(partial(_held, store, now), counted, refused, counts))
        async with _graph(settings, tokens, watch) as graph:
            reading = _reading(graph, known.app_id, dispatch) if graph else None
            roster = GraphRoster(graph) if graph else None
            told_by = _subscriptions(settings, graph)
            ports = Ports(store, connector, now, wall, told_by, reading, roster, own_hand, dispatch, watch)
            async with aclosing(LookNow(ports)) as look_now, _beside(heed.serve(ports, inbox, look_now)):
                yield App(application, ports, dispatch, woken, look_now, notified)


def _is_ours(settings: Settings, host: str) -> bool:
    """Whether the bot may be called by this name in local mode."""
    return is_loopback(host) or host == host_of(settings.public_url)


def _counted(endpoint: Endpoint, notified: NotificationEndpoint, crowd: Crowd) -> Mapping[str, Mapping[str, int]]:
    """What this process counted since its start, by family and label."""
    return {
        "notifications": notified.counted,
        "token_refusals": endpoint.refused,
        "unreadable_requests": {what: endpoint.unreadable[what] + notified.unreadable[what] for what in Unreadable},
        "closed_connections": crowd.closed,
    }


@asynccontextmanager
async def _watching(settings: Settings, counts: Counts, now: Callable[[], datetime]) -> AsyncIterator[Watch]:
    """Who is told how things go: the counts, and a collector of traces where there is one."""
    if not settings.otel_exporter_otlp_endpoint:
        yield counts
        return
    found = await asyncio.to_thread(importlib.import_module, "web.traces")
    traces = found.traces(settings.otel_exporter_otlp_endpoint, now)
    try:
        yield Everyone(counts, traces)
    finally:
        await asyncio.to_thread(traces.close)


@asynccontextmanager
async def _store(
    settings: Settings, wall: Callable[[], datetime], wake: Callable[[], None], watch: Watch
) -> AsyncIterator[Store]:
    store = Store(settings.database_url, wall=wall, on_effects=wake, watch=watch)
    try:
        yield store
    finally:
        store.close()


def _own_hand(settings: Settings, session: aiohttp.ClientSession, tokens: Tokens, watch: Watch) -> OwnHand | None:
    """What does things in members' own names, where they can be signed in."""
    if not settings.oauth_connection:
        return None
    url = settings.token_service_url
    wire = Wire(session, tokens, allowed_host=host_of(url).__eq__, now=wall, limits=token_service.LIMITS)
    service = TokenService(wire, url=url, connection=settings.oauth_connection, app_id=settings.microsoft_app_id)
    own_graph = OwnGraph(settings.graph_base_url, now=wall)
    own_graph.watch = watch
    return OwnHand(service, own_graph)


@asynccontextmanager
async def _graph(settings: Settings, tokens: Tokens, watch: Watch) -> AsyncIterator[Graph | None]:
    """Microsoft Graph, where one is connected."""
    if not settings.graph_is_connected:
        yield None
        return
    graph = Graph(settings.graph_base_url, tokens, now=wall)
    graph.watch = watch
    try:
        yield graph
    finally:
        await graph.close()


def _secret(settings: Settings) -> str:
    """What Graph is to say when it calls; empty where it is not asked to."""
    return settings.graph_notification_secret.get_secret_value() if settings.notification_url else ""


def _subscriptions(settings: Settings, graph: Graph | None) -> GraphSubscriptions | None:
    """Graph as who tells us of changes, where one is connected and can reach us."""
    if graph is None or not settings.notification_url:
        return None
    return GraphSubscriptions(graph, settings.notification_url, _secret(settings))


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Does something meanwhile that never ends by itself."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _reading(graph: Graph, app_id: str, dispatch: Dispatch) -> FromGraph:
    return FromGraph(
        GraphHistory(graph, app_id, registry.is_command), dispatch, dispatch.together, GraphConsent(graph, app_id)
    )


def keep_for_good() -> None:
    """What is there once the bot is wired stays: looking through it for garbage would hold up everything for 90 ms."""
    gc.collect()
    gc.freeze()


async def serve(settings: Settings, limit: AtTheLatest) -> None:
    """Listen, deliver and nudge until SIGTERM or SIGINT; then finish what is in hand, within ``limit``."""
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    clock = await _clock(settings)
    async with wired(settings, clock) as app:
        await _apply_community_file(settings, app.ports.store, clock)
        following = asyncio.create_task(_follow_clock(settings.clock_url, clock)) if settings.clock_url else None
        runner = await listen(app.web, settings.host, settings.port)
        clockwork = scheduler(app.ports)
        clockwork.start()
        delivering = asyncio.create_task(deliver.serve(app.ports, app.woken))
        keep_for_good()
        log.info("Aizuchi listens.", host=settings.host, port=settings.port, local=settings.is_local)
        await ended.wait()
        log.info("Aizuchi ends; what is in hand is finished.", within_s=limit.seconds)
        limit.begin()
        clockwork.shutdown(wait=False)
        await runner.cleanup()
        for task in filter(None, (delivering, following)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    log.info("Aizuchi has ended.")


async def _held(store: Store, now: Callable[[], datetime]) -> Mapping[str, float]:
    """What of the database is measured."""

    def measured(tx: Transaction) -> Mapping[str, float]:
        waits = backlog(tx)
        outbox = {"outbox_waiting": waits.count, "outbox_oldest_seconds": waits.oldest.total_seconds()}
        return {**audit.audit(tx).as_dict(), "never_told": found.never_told(tx), **outbox}

    return await store.read(measured, now())


async def _open_paper(store: Store, now: Callable[[], datetime], token: str) -> Page | None:
    """The page that a link opens."""
    page, first = await store.read(lambda tx: (offered.page(tx, token, PAPERS), offered.is_unopened(tx, token)), now())
    if page is not None and first:
        await store.transact(partial(offered.opened, token=token), now())
    return page


def _registration(settings: Settings) -> Registration:
    return Registration(
        app_id=settings.microsoft_app_id,
        tenant_id=settings.microsoft_app_tenant_id,
        secret=settings.microsoft_app_password.get_secret_value(),
        certificate=settings.microsoft_app_certificate,
        managed=settings.is_managed,
        metadata_url=settings.openid_metadata_url,
        authority=settings.login_authority,
        service_hosts=settings.allowed_service_hosts,
    )


def _say_alone(key: str, language: str) -> str:
    """A sentence without values."""
    return say(key, {}, language, "UTC")


def _say(sentence: Sentence, language: str, time_zone: str) -> str:
    return say(sentence.key, sentence.values, language, time_zone)


async def _apply_community_file(settings: Settings, store: Store, now: Callable[[], datetime]) -> None:
    """Apply what of COMMUNITY_FILE is another than what was applied last; all of it or nothing."""
    documents = read(Path(settings.community_file)) if settings.community_file else {}

    def apply(tx: Transaction) -> dict[str, Merge]:
        others = {name: document for name, document in documents.items() if applying.differs(tx, document)}
        return {name: applying.apply(tx, document) for name, document in others.items()}

    for name, merged in (await store.transact(apply, now())).items():
        log.info(
            "A community file was applied.",
            file=name,
            changes=len(merged.changes),
            kept=len(merged.kept),
            moved=merged.moved,
        )
        for kept in merged.kept:
            log.warning("Changed in Teams since, and kept; `apply --force` overwrites it.", path=kept.path)


async def _follow_clock(url: str, clock: FollowedClock) -> None:
    """Keep to the rehearsal's clock; while it does not answer, go on as it went."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        while True:
            await _hear(session, url, clock)
            await asyncio.sleep(FOLLOW_CLOCK_EVERY)


async def _hear_clock(url: str, clock: FollowedClock) -> None:
    """Set a clock by the rehearsal's, once."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as session:
        await _hear(session, url, clock)


async def _hear(session: aiohttp.ClientSession, url: str, clock: FollowedClock) -> None:
    with suppress(aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        async with session.get(url) as response:
            shown = await response.json()
            clock.told(shown["now"], shown["rate"])


async def outside_checks(settings: Settings) -> Sequence[Check]:
    """Who the bot is to Microsoft, and whether Microsoft gives it tokens, for Teams and for Graph."""
    if settings.is_local:
        note = "local mode: only this machine may speak to the bot; for Teams set MICROSOFT_APP_ID"
        return [
            Check("registration", note=note),
            Check("Teams and Graph credentials", note="local mode: none are needed"),
        ]
    known = _registration(settings)
    graph = f"{settings.graph_base_url.rstrip('/')}/.default"
    return [
        Check("registration", known.misfit(), known.proved_how),
        Check("Teams credentials", await known.fault(TEAMS_SCOPE, wall)),
        Check("Graph credentials", await known.fault(graph, wall)),
    ]


def _notifications(settings: Settings) -> Sequence[Check]:
    return [Check("notifications", note=_notified(settings))] if settings.graph_is_connected else []


def _notified(settings: Settings) -> str:
    """Where Graph tells of changes, or what it takes."""
    if settings.notification_url:
        return f"Graph tells of changes at {settings.notification_url}"
    return (
        "Graph is not asked to tell of changes, so they are found some minutes later; to be told at once, set "
        "GRAPH_NOTIFICATION_SECRET, and PUBLIC_URL to an https address that leads here"
    )


def _serve(settings: Settings) -> None:
    if settings.is_local and not is_loopback(settings.host):
        raise click.ClickException(
            f"HOST is {settings.host}, but without MICROSOFT_APP_ID anybody who reaches it could speak for Teams. "
            "Set MICROSOFT_APP_ID, or HOST=127.0.0.1."
        )
    if settings.is_local:
        migrate(settings.database_url)
    must_be_migrated(settings.database_url)
    log_lines.hook_last_words()
    limit = AtTheLatest()
    try:
        asyncio.run(serve(settings, limit))
    except BadCertificate as bad:
        raise click.ClickException(f"MICROSOFT_APP_CERTIFICATE: {bad}. Nothing was started.") from None
    except (BadFiles, CommunityFileFault) as fault:
        raise click.ClickException(
            f"{fault}\nMend COMMUNITY_FILE. It was not applied, and nothing was started."
        ) from None
    except CannotListen as taken:
        raise click.ClickException(str(taken)) from None
    finally:
        limit.cancel()


def _rehearse(settings: Settings) -> None:
    """The rehearsal in this process, the bot in one of its own, as Teams and the bot are two."""
    from rehearsal.with_bot import CannotRehearse, rehearse

    try:
        rehearse((sys.executable, __file__), settings.port, click.echo)
    except CannotRehearse as why:
        raise click.ClickException(str(why)) from None


def _must_have_graph(settings: Settings) -> None:
    if not settings.graph_is_connected:
        raise click.ClickException(
            "Graph is not connected. Set MICROSOFT_APP_ID, or GRAPH_BASE_URL to a stand-in of this machine."
        )
    must_be_migrated(settings.database_url)


def _reconcile(settings: Settings, since: datetime | None) -> Sequence[reconcile.Found]:
    """Beside a bot that serves or without one; each channel is read by one of them at a time."""
    _must_have_graph(settings)
    return asyncio.run(_look_everywhere(settings, since))


def _import(settings: Settings, since: datetime, opens: bool, tell: Tell) -> Sequence[Imported]:  # noqa: FBT001
    """Beside a bot that serves or without one."""
    _must_have_graph(settings)

    async def read() -> Sequence[Imported]:
        async with wired(settings, await _clock(settings)) as app:
            return await import_history(app.ports, since, tell, opens=opens)

    return asyncio.run(read())


async def _clock(settings: Settings) -> FollowedClock:
    """The communities' clock, as it is at the start."""
    clock = FollowedClock(wall)
    if settings.clock_url:
        await _hear_clock(settings.clock_url, clock)
    return clock


def _community_now(settings: Settings) -> datetime:
    return asyncio.run(_clock(settings))()


async def _look_everywhere(settings: Settings, since: datetime | None) -> Sequence[reconcile.Found]:
    async with wired(settings, await _clock(settings)) as app:
        channels = await reconcile.channels(app.ports)
        return await asyncio.gather(*(look_patiently(app.ports, channel, since) for channel in channels))


def _menu() -> Menu:
    registry.discover()
    commands = {name: known.words for name, known in registry.in_menu().items()}
    return Menu(commands, sorted(registry.message_actions))


def _wire() -> Wiring:
    try:
        settings = read_settings()
    except SettingsFault as fault:
        raise click.ClickException(str(fault)) from None
    serves = click.get_current_context().invoked_subcommand is None
    log_lines.configure(settings.log_level, settings.log_format, sys.stdout if serves else sys.stderr)
    return Wiring(
        database_url=settings.database_url,
        community_file=settings.community_file,
        open_store=lambda: Store(settings.database_url, wall=wall),
        now=wall,
        serve=partial(_serve, settings),
        rehearse=partial(_rehearse, settings),
        reconcile=partial(_reconcile, settings),
        import_history=partial(_import, settings),
        community_now=partial(_community_now, settings),
        menu=_menu,
        app_id=settings.microsoft_app_id,
        public_url=settings.public_url,
        graph_is_connected=settings.graph_is_connected,
        sign_in_hosts=(host_of(settings.token_service_url),) if settings.oauth_connection else (),
        outside_checks=partial(outside_checks, settings),
        notifications=partial(_notifications, settings),
    )


main = command_line(_wire)

if __name__ == "__main__":
    main()
