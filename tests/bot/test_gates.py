"""Who may come in, asked of the gates themselves; tests/app/test_signed.py asks over HTTP."""

import pytest

from bot.gates import LocalGate, host_of, is_loopback, tenant_of
from bot.registration import Registration
from bot.tokens import Refusal, Unauthorized
from settings import SERVICE_HOSTS
from tests.bot import shapes
from tests.bot.shapes import Json, changed, without


async def refusal(remote: str | None, activity: Json) -> Refusal | None:
    try:
        await LocalGate().admit("Bearer whatever", remote, activity)
    except Unauthorized as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
async def test_local_mode_lets_this_machine_in(remote: str) -> None:
    assert await refusal(remote, shapes.post()) is None


@pytest.mark.parametrize(
    "remote", ["10.0.0.7", "192.168.1.1", "::2", "fe80::1%eth0", "0.0.0.0", "", None, "x", "127.0.0.1.x"]
)
async def test_local_mode_lets_nobody_else_in(remote: str | None) -> None:
    assert await refusal(remote, shapes.post()) is Refusal.NOT_LOOPBACK


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST", "127.0.0.1:3979"])
async def test_local_mode_answers_to_this_machine(host: str) -> None:
    assert await refusal("127.0.0.1", changed(shapes.post(), "serviceUrl", f"http://{host}/teams/")) is None


@pytest.mark.parametrize(
    "url", ["https://smba.trafficmanager.net/jp/", "http://localhost@evil.example/", "", None, [], "http://[::1"]
)
async def test_local_mode_answers_to_no_other_machine(url: object) -> None:
    assert await refusal("127.0.0.1", changed(shapes.post(), "serviceUrl", url)) is Refusal.SERVICE_HOST


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("smba.trafficmanager.net", True),
        ("SMBA.TrafficManager.net", True),
        ("europe.botframework.com", True),
        ("smba.infra.gcc.teams.microsoft.com", True),
        ("botframework.com", False),
        ("evilbotframework.com", False),
        ("smba.trafficmanager.net.evil.example", False),
        ("other.trafficmanager.net", False),
        ("127.0.0.1", False),
        ("", False),
    ],
)
def test_the_bots_token_goes_to_microsofts_hosts_alone(host: str, *, allowed: bool) -> None:
    assert registered("an-app").speaks_to(host) is allowed


def registered(app_id: str) -> Registration:
    return Registration(
        app_id=app_id,
        tenant_id=shapes.TENANT,
        secret="secret",
        certificate="",
        managed=False,
        metadata_url="http://127.0.0.1:1/",
        authority="http://127.0.0.1:1",
        service_hosts=SERVICE_HOSTS,
    )


def test_in_local_mode_the_bot_speaks_to_this_machine_alone() -> None:
    speaks_to = registered("").speaks_to
    assert is_loopback("127.0.0.1")
    assert speaks_to("127.0.0.1")
    assert not speaks_to("smba.trafficmanager.net")


def test_the_host_of_an_address_is_the_one_that_would_be_called() -> None:
    assert host_of("https://SMBA.trafficmanager.net:443/jp/") == "smba.trafficmanager.net"
    assert host_of("https://smba.trafficmanager.net@evil.example/") == "evil.example"
    assert host_of("https://evil.example#@smba.trafficmanager.net/") == "evil.example"
    assert host_of(17) == ""


def test_the_tenant_is_found_where_teams_writes_it() -> None:
    assert tenant_of(shapes.post()) == shapes.TENANT
    assert tenant_of(changed(shapes.post(), "channelData.tenant.id", shapes.TENANT.upper())) == shapes.TENANT
    assert tenant_of(without(shapes.post(), "channelData")) == shapes.TENANT
    assert tenant_of(without(shapes.post(), "conversation.tenantId")) == shapes.TENANT
    assert tenant_of(changed(changed(shapes.post(), "conversation", 5), "channelData", ["x"])) is None
