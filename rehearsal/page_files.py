"""The page and the card renderer, as files."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from rehearsal.stage import STAGE
from rehearsal.wire import BadInput


def add_routes(app: web.Application) -> None:
    app.router.add_get("/", index)
    app.router.add_get("/page/{name:.+}", page)
    app.router.add_get("/vendor/adaptivecards/{name:.+}", cards)


async def index(request: web.Request) -> web.StreamResponse:
    return _file(request.app[STAGE].options.page_folder, "index.html", "The page is not here.")


async def page(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    return _file(request.app[STAGE].options.page_folder, name, f"The page has no file {name!r}.")


async def cards(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    return _file(request.app[STAGE].options.cards_folder, name, "The card renderer is not here; run npm ci first.")


def _file(folder: Path, name: str, otherwise: str) -> web.StreamResponse:
    """Raises BadInput 404 for what is not there or lies outside the folder."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise BadInput(otherwise, 404)
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
