"""The rehearsal as one thing: its world, its clock and everything that keeps them going."""

from __future__ import annotations

from aiohttp import web

from rehearsal.activities import Activities
from rehearsal.casting import build_world
from rehearsal.changes import Changes
from rehearsal.clock import Clock
from rehearsal.delivery import Delivery
from rehearsal.faults import Faults
from rehearsal.graph.ground import Graph, permissions_of_app
from rehearsal.graph.notifier import Notifier
from rehearsal.journal import Journal
from rehearsal.limits import Meter
from rehearsal.login import Login
from rehearsal.options import Options
from rehearsal.sign_in import SCOPES, Mode, SignIns
from rehearsal.state import world_json
from rehearsal.weather import Weather
from rehearsal.wire import Json, as_text, in_utc


class Stage:
    """One for each server. ``address`` is where it listens; set as soon as that is known."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.address = f"http://{options.host}:{options.port}"
        self.opening = "none"
        """How far the opening is: none, waiting, playing, played, or gave up."""
        self.world = build_world(options)
        self.clock = Clock(options.start, options.rate)
        self.changes = Changes()
        self.faults = Faults()
        self.journal = Journal()
        self.meter = Meter(enabled=options.limits)
        self.login = Login(options, self.world.team.tenant_id, lambda: self.address, self.clock.now)
        self.sign_ins = SignIns(self._delegated)
        self.graph = Graph(self.clock.now, permissions_of_app(options.manifest_file))
        self.notifier = Notifier(self.clock, self.changes)
        self.delivery = Delivery(options, self.clock.now, self._sign)
        self.weather = Weather(self.clock, self.changes, self.delivery.bring)
        self.activities = Activities(self.world, self.service_url)

    def graph_reads(self, permission: str) -> bool:
        """Whether the app is in the team and its owner consented to this."""
        return self.world.bot_in_team and permission in self.graph.granted

    def service_url(self) -> str:
        return f"{self.address}/teams/"

    def state(self) -> Json:
        """What ``GET /rehearsal/state`` answers."""
        now = self.clock.now()
        ours: Json = {
            "now": in_utc(now),
            "rate": self.clock.rate,
            "signed": self.options.signed,
            "opening": self.opening,
            "sign_in": self.sign_ins.mode.value,
            "pinned": self.graph.pinned,
            "bot": {
                "name": self.options.bot_name,
                "reachable": self.delivery.reachable,
                "last_status": self.delivery.last_status,
            },
        }
        return ours | world_json(self.world, now)

    def sign_in_by(self, mode: Mode) -> None:
        """How signing in goes from now on; everybody's sign-in is forgotten."""
        self.sign_ins = SignIns(self._delegated, mode)

    def _delegated(self, person_id: str) -> str:
        return as_text(self.login.delegate(person_id, SCOPES)["access_token"])

    def _sign(self, activity: Json) -> dict[str, str]:
        if not self.options.signed:
            return {}
        return {"Authorization": f"Bearer {self.login.sign_for(as_text(activity.get('serviceUrl')))}"}


STAGE: web.AppKey[Stage] = web.AppKey("stage", Stage)
