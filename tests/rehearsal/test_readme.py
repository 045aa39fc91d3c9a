"""The README names every route that people and tests can call."""

from pathlib import Path

from rehearsal.options import Options
from rehearsal.server import create_app

README = Path(__file__).parents[2] / "rehearsal" / "README.md"


def test_every_route_is_named() -> None:
    text = README.read_text(encoding="utf-8")
    routes = {
        (route.method, route.resource.canonical)
        for route in create_app(Options()).router.routes()
        if route.resource is not None and route.method not in ("HEAD", "*")
    }
    missing = [f"{method} {path}" for method, path in sorted(routes) if f"{method} {path}" not in text]
    assert missing == []
