"""Every setting comes from the environment, and what does not fit is said by name."""

import pytest

from settings import Settings, SettingsFault, read

GIVEN = {
    "HOST": "0.0.0.0", "PORT": "8080", "PUBLIC_URL": "https://bot.example", "DATABASE_URL": "sqlite:///x.db",
    "COMMUNITY_FILE": "communities", "LOG_LEVEL": "debug", "LOG_FORMAT": "json", "MICROSOFT_APP_ID": "an-app",
    "MICROSOFT_APP_PASSWORD": "s3cret", "MICROSOFT_APP_TYPE": "SingleTenant", "MICROSOFT_APP_TENANT_ID": "a-tenant",
    "OPENID_METADATA_URL": "https://keys.example", "LOGIN_AUTHORITY": "https://login.example",
    "GRAPH_BASE_URL": "https://graph.example", "GRAPH_NOTIFICATION_SECRET": "s3cret-that-nobody-guesses",
    "ALLOWED_SERVICE_HOSTS": "a.example", "OAUTH_CONNECTION": "members",
    "TOKEN_SERVICE_URL": "https://token.example", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector.example:4318",
}  # fmt: skip
"""Each name of the design, and another value than its default."""

OTHERS = ("CLOCK_URL", "MICROSOFT_APP_CERTIFICATE")
"""Names that go with none or not all of those."""
SIGNED = {name: GIVEN[name] for name in ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID")}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing to us."""
    for name in (*GIVEN, *OTHERS):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def under(environment: dict[str, str], patch: pytest.MonkeyPatch) -> Settings:
    for name, value in environment.items():
        patch.setenv(name, value)
    return read()


def shown(settings: Settings) -> dict[str, str]:
    dumped = settings.model_dump()
    return {
        name.upper(): value.get_secret_value() if hasattr(value, "get_secret_value") else str(value)
        for name, value in dumped.items()
    }


def test_each_name_of_the_environment_is_heeded(bare: pytest.MonkeyPatch) -> None:
    plain = shown(read())
    found = shown(under(GIVEN, bare))
    assert {name: found[name] for name in GIVEN} == GIVEN
    assert found.keys() - GIVEN.keys() == set(OTHERS)
    assert [name for name in GIVEN if plain[name] == GIVEN[name]] == ["MICROSOFT_APP_TYPE"]


def test_without_any_it_is_the_local_mode_on_this_machine() -> None:
    settings = read()
    assert settings.is_local
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 3978, "sqlite:///var/aizuchi.db")


def test_an_empty_value_counts_as_none(bare: pytest.MonkeyPatch) -> None:
    assert under(dict.fromkeys((*GIVEN, *OTHERS), ""), bare) == Settings()


def test_a_level_may_be_written_in_capitals(bare: pytest.MonkeyPatch) -> None:
    assert under({"LOG_LEVEL": "INFO"}, bare).log_level == "info"


def test_with_an_app_id_it_is_signed_mode(bare: pytest.MonkeyPatch) -> None:
    assert not under(SIGNED, bare).is_local


def test_a_certificate_stands_in_for_the_secret(bare: pytest.MonkeyPatch) -> None:
    given = SIGNED | {"MICROSOFT_APP_PASSWORD": "", "MICROSOFT_APP_CERTIFICATE": "aizuchi.pem"}
    assert under(given, bare).microsoft_app_certificate == "aizuchi.pem"


def test_a_managed_identity_needs_neither(bare: pytest.MonkeyPatch) -> None:
    given = SIGNED | {"MICROSOFT_APP_PASSWORD": "", "MICROSOFT_APP_TYPE": "UserAssignedMSI"}
    assert under(given, bare).is_managed


WRONG = {
    "a port in words": ({"PORT": "http"}, "PORT: "),
    "port 0": ({"PORT": "0"}, "PORT: "),
    "a port too high": ({"PORT": "65536"}, "PORT: "),
    "an unknown level": ({"LOG_LEVEL": "loud"}, "LOG_LEVEL: Input should be 'debug', 'info', 'warning' or 'error'"),
    "an unknown format": ({"LOG_FORMAT": "xml"}, "LOG_FORMAT: Input should be 'console' or 'json'"),
    "another type": ({"MICROSOFT_APP_TYPE": "MultiTenant"}, "MICROSOFT_APP_TYPE: Input should be 'SingleTenant'"),
    "no password": (
        SIGNED | {"MICROSOFT_APP_PASSWORD": ""},
        "so MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE must be set as well",
    ),
    "two proofs": (SIGNED | {"MICROSOFT_APP_CERTIFICATE": "x.pem"}, "are both set; leave one of them empty"),
    "a managed secret": (SIGNED | {"MICROSOFT_APP_TYPE": "UserAssignedMSI"}, "so leave MICROSOFT_APP_PASSWORD empty"),
    "a certificate alone": ({"MICROSOFT_APP_CERTIFICATE": "x.pem"}, "so MICROSOFT_APP_ID must be set as well"),
    "no tenant": (SIGNED | {"MICROSOFT_APP_TENANT_ID": ""}, "so MICROSOFT_APP_TENANT_ID must be set as well"),
    "an id alone": (
        {"MICROSOFT_APP_ID": "an-app"},
        "_CERTIFICATE and MICROSOFT_APP_TENANT_ID must be set",
    ),
    "a password alone": ({"MICROSOFT_APP_PASSWORD": "s3cret"}, "so MICROSOFT_APP_ID must be set as well"),
    "a secret that can be guessed": ({"GRAPH_NOTIFICATION_SECRET": "s3cret"}, "SECRET: write 16 to 128 letters"),
    "a secret that Graph does not take": ({"GRAPH_NOTIFICATION_SECRET": "s3cret" * 22}, "SECRET: write 16 to 128"),
    "a secret of other letters": ({"GRAPH_NOTIFICATION_SECRET": "s3cretな" * 4}, "SECRET: write 16 to 128 letters"),
    "a token service without TLS": ({"TOKEN_SERVICE_URL": "http://token.example"}, "must begin with https://"),
    "a sign-in without a stand-in": (
        {"OAUTH_CONNECTION": "members"},
        "OAUTH_CONNECTION is set, so in local mode TOKEN_SERVICE_URL and GRAPH_BASE_URL must name this machine",
    ),
    "a clock in earnest": (SIGNED | {"CLOCK_URL": "http://127.0.0.1:3979/clock"}, "CLOCK_URL is for local mode"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_fit_is_said_by_name_and_without_a_value(bare: pytest.MonkeyPatch, what: str) -> None:
    environment, sentence = WRONG[what]
    with pytest.raises(SettingsFault) as refused:
        under(environment, bare)
    said = str(refused.value)
    assert said.startswith("The environment does not fit:\n  ")
    assert sentence in said
    assert "s3cret" not in said
    assert "Value error" not in said


def test_all_that_does_not_fit_is_said_at_once(bare: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsFault) as refused:
        under({"PORT": "x", "LOG_LEVEL": "loud"}, bare)
    assert len(str(refused.value).splitlines()) == 3


def test_no_secret_is_in_what_settings_look_like(bare: pytest.MonkeyPatch) -> None:
    assert "s3cret" not in repr(under(GIVEN, bare))


@pytest.mark.parametrize("url", ["https://bot.example", "https://bot.example/", "http://127.0.0.1:80", "http://[::1]"])
def test_graph_is_asked_to_call_over_tls_or_on_this_machine(bare: pytest.MonkeyPatch, url: str) -> None:
    told = under({"PUBLIC_URL": url, "GRAPH_NOTIFICATION_SECRET": GIVEN["GRAPH_NOTIFICATION_SECRET"]}, bare)
    assert told.notification_url == f"{url.rstrip('/')}/api/graph"
    assert not under({"PUBLIC_URL": url, "GRAPH_NOTIFICATION_SECRET": ""}, bare).notification_url


@pytest.mark.parametrize("url", ["", "http://bot.example", "bot.example", "https://", "ftp://127.0.0.1", "http://[::"])
def test_graph_is_not_asked_to_call_where_it_cannot(bare: pytest.MonkeyPatch, url: str) -> None:
    secret = GIVEN["GRAPH_NOTIFICATION_SECRET"]
    assert not under({"PUBLIC_URL": url, "GRAPH_NOTIFICATION_SECRET": secret}, bare).notification_url


@pytest.mark.parametrize("address", ["http://127.0.0.1:3979/graph", "http://localhost:1/graph", "http://[::1]:1/graph"])
def test_in_local_mode_a_graph_of_this_machine_is_asked_and_no_other(bare: pytest.MonkeyPatch, address: str) -> None:
    assert not read().graph_is_connected
    assert under({"GRAPH_BASE_URL": address}, bare).graph_is_connected


def test_in_signed_mode_graph_is_asked(bare: pytest.MonkeyPatch) -> None:
    assert under(SIGNED, bare).graph_is_connected


@pytest.mark.parametrize("address", ["http://graph.example", "http://127.0.0.1.example", "graph.example", "ftp://[x"])
def test_a_graph_without_tls_is_refused_by_name(bare: pytest.MonkeyPatch, address: str) -> None:
    with pytest.raises(SettingsFault, match="GRAPH_BASE_URL must begin with https://"):
        under({"GRAPH_BASE_URL": address}, bare)


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:3978"),
        ({"HOST": "::1", "PORT": "8080"}, "http://[::1]:8080"),
        ({"PUBLIC_URL": "https://bot.example/"}, "https://bot.example"),
        (SIGNED | {"PUBLIC_URL": "https://bot.example"}, "https://bot.example"),
        (SIGNED | {"PUBLIC_URL": "http://bot.example"}, ""),
        (SIGNED, ""),
    ],
)
def test_pages_are_opened_where_members_reach_the_bot(
    bare: pytest.MonkeyPatch, environment: dict[str, str], address: str
) -> None:
    assert under(environment, bare).pages_url == address
