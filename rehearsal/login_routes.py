"""The login's HTTP face."""

from __future__ import annotations

from aiohttp import web

from rehearsal.stage import STAGE


def add_routes(app: web.Application) -> None:
    app.router.add_get("/login/v1/.well-known/openidconfiguration", metadata)
    app.router.add_get("/login/v1/keys", keys)
    app.router.add_get("/login/{tenant}/v2.0/.well-known/openid-configuration", tenant_metadata)
    app.router.add_post("/login/{tenant}/oauth2/v2.0/token", token)


async def metadata(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].login.metadata())


async def keys(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].login.published_keys())


async def tenant_metadata(request: web.Request) -> web.Response:
    return web.json_response(request.app[STAGE].login.tenant_metadata(request.match_info["tenant"]))


async def token(request: web.Request) -> web.Response:
    form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    status, body = request.app[STAGE].login.give_token(request.match_info["tenant"], form)
    return web.json_response(body, status=status)
