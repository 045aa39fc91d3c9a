"""Every setting, with its unit and default, read once from the environment."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVICE_HOSTS = (
    "smba.trafficmanager.net,*.botframework.com,*.botframework.us,smba.infra.gcc.teams.microsoft.com,"
    "smba.infra.gov.teams.microsoft.us,smba.infra.dod.teams.microsoft.us"
)


class Settings(BaseSettings):
    """What the environment says. README.md has a table of the same, kept true by a test."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", description="address to listen on; in local mode a loopback address")
    port: int = Field(default=3978, ge=1, le=65535, description="port to listen on")
    public_url: str = Field(
        default="",
        description="address at which the world reaches the bot: for Graph's notifications and for pages that members"
        " open by a link; `https`, or this machine",
    )
    database_url: str = Field(
        default="sqlite:///var/aizuchi.db", description="`sqlite:///path` or `postgresql://user:secret@host/name`"
    )
    community_file: str = Field(
        default="", description="a community file, or a folder of them, applied at start when it changed"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(str.lower)] = Field(
        default="info", description="least level that is logged"
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="`console` for people, `json` for machines"
    )
    microsoft_app_id: str = Field(default="", description="the bot's Entra application id; empty: local mode")
    microsoft_app_password: SecretStr = Field(default=SecretStr(""), description="its client secret")
    microsoft_app_certificate: str = Field(
        default="", description="path of a PEM file with a certificate and its private key, instead of the secret"
    )
    microsoft_app_type: Literal["SingleTenant", "UserAssignedMSI"] = Field(
        default="SingleTenant",
        description="`SingleTenant`: proved by secret or certificate; `UserAssignedMSI`: by the managed identity of the"
        " machine, without either",
    )
    microsoft_app_tenant_id: str = Field(default="", description="the tenant that the bot belongs to")
    openid_metadata_url: str = Field(
        default="https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="where the keys are announced that Teams signs with",
    )
    login_authority: str = Field(
        default="https://login.microsoftonline.com", description="where the bot's own tokens come from"
    )
    graph_base_url: str = Field(
        default="https://graph.microsoft.com",
        description="Microsoft Graph, without its version; another in national clouds, a stand-in's in local mode",
    )
    graph_notification_secret: SecretStr = Field(
        default=SecretStr(""), description="what Graph's notifications must carry: 16 to 128 letters, digits and signs"
    )
    allowed_service_hosts: str = Field(
        default=SERVICE_HOSTS,
        description="hosts, with commas between, that may get the bot's token; `*.` stands for any name",
    )
    oauth_connection: str = Field(
        default="",
        description="the Azure Bot's OAuth connection that signs members in, for what they do in their own name;"
        " empty: they do it in Teams",
    )
    token_service_url: str = Field(
        default="https://token.botframework.com",
        description="where the Bot Framework keeps members' tokens; another in national clouds, a stand-in's in local"
        " mode",
    )
    otel_exporter_otlp_endpoint: str = Field(
        default="",
        description="address of an OpenTelemetry collector that gets traces (OTLP over HTTP, without `/v1/traces`);"
        " empty: none are made",
    )
    clock_url: str = Field(default="", description="local mode only: the clock to follow, as the rehearsal serves it")

    @property
    def is_local(self) -> bool:
        """No app id: unsigned activities from this machine, and nothing else."""
        return not self.microsoft_app_id

    @property
    def notification_url(self) -> str:
        """Where Graph is to tell of changes; empty where it could not reach us, or not prove that it is Graph."""
        secret = self.graph_notification_secret.get_secret_value()
        return f"{self.public_url.rstrip('/')}/api/graph" if secret and _is_reachable(self.public_url) else ""

    @property
    def pages_url(self) -> str:
        """Where members open pages of ours; empty where nothing leads to them."""
        if _is_reachable(self.public_url):
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if self.is_local else ""

    @field_validator("graph_notification_secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        """Graph takes 128 characters at most; what can be guessed is no secret."""
        said = secret.get_secret_value()
        if said and not (16 <= len(said) <= 128 and said.isascii() and said.isprintable()):
            raise ValueError("write 16 to 128 letters, digits and signs, as `openssl rand -hex 32` makes them")
        return secret

    @property
    def is_managed(self) -> bool:
        """Whether the bot proves who it is by a managed identity."""
        return self.microsoft_app_type == "UserAssignedMSI"

    @property
    def graph_is_connected(self) -> bool:
        """Whether there is a Graph to ask: in local mode only one of this machine's, which asks for no token."""
        return not self.is_local or _is_here(self.graph_base_url)

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if not self.graph_base_url.startswith("https://") and not _is_here(self.graph_base_url):
            raise ValueError("GRAPH_BASE_URL must begin with https://, or name this machine (http://127.0.0.1:…)")
        service = self.token_service_url
        if not service.startswith("https://") and not _is_here(service):
            raise ValueError("TOKEN_SERVICE_URL must begin with https://, or name this machine (http://127.0.0.1:…)")
        if self.otel_exporter_otlp_endpoint and not self.otel_exporter_otlp_endpoint.startswith(
            ("http://", "https://")
        ):
            raise ValueError("OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://")
        if self.oauth_connection and self.is_local and not (_is_here(service) and self.graph_is_connected):
            raise ValueError(
                "OAUTH_CONNECTION is set, so in local mode TOKEN_SERVICE_URL and GRAPH_BASE_URL must name this machine"
            )
        return self

    @model_validator(mode="after")
    def _complete(self) -> Self:
        proofs = [
            name.upper()
            for name in ("microsoft_app_password", "microsoft_app_certificate")
            if _said(getattr(self, name))
        ]
        if self.is_local:
            if proofs:
                raise ValueError(f"{proofs[0]} is set, so MICROSOFT_APP_ID must be set as well")
            return self
        if self.is_managed and proofs:
            raise ValueError(f"MICROSOFT_APP_TYPE is UserAssignedMSI, so leave {' and '.join(proofs)} empty")
        if len(proofs) > 1:
            raise ValueError(f"{' and '.join(proofs)} are both set; leave one of them empty")
        missing = [] if proofs or self.is_managed else ["MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE"]
        missing += [] if self.microsoft_app_tenant_id else ["MICROSOFT_APP_TENANT_ID"]
        if missing:
            raise ValueError(f"MICROSOFT_APP_ID is set, so {' and '.join(missing)} must be set as well")
        if self.clock_url:
            raise ValueError("CLOCK_URL is for local mode; leave it empty when MICROSOFT_APP_ID is set")
        return self


class SettingsFault(Exception):
    """The environment does not fit; the message names every variable and what it may be, and no value of one."""


def read() -> Settings:
    """The settings of the environment. Raises SettingsFault."""
    try:
        return Settings()
    except ValidationError as faults:
        lines = [_line(str(fault["loc"][0]) if fault["loc"] else "", fault["msg"]) for fault in faults.errors()]
        raise SettingsFault("\n  ".join(["The environment does not fit:", *lines])) from None


def _line(name: str, said: str) -> str:
    said = said.removeprefix("Value error, ")
    return f"{name.upper()}: {said}" if name else said


def _said(value: str | SecretStr) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _is_reachable(url: str) -> bool:
    """Whether Graph calls such an address: over TLS, or on this machine, where the rehearsal plays it."""
    return _is_here(url) or (url.startswith("https://") and bool(_host(url)))


def _is_here(url: str) -> bool:
    """Whether an address is one of this machine's own."""
    return url.startswith(("http://", "https://")) and _is_loopback(_host(url))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
