"""The bot of ``make run`` is told where everything is, so that it reads Graph and is told of changes."""

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from rehearsal.options import Options
from rehearsal.with_bot import CannotRehearse, environment, is_free, rehearse
from settings import Settings


def told(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Settings:
    """The settings that the bot reads from what it is told."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MICROSOFT_APP_ID", "somebody's own")
    for name, value in environment(Options(port=4000), 4001).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MICROSOFT_APP_ID")
    return Settings()


def test_graph_and_its_notifications_are_connected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = told(monkeypatch, tmp_path)
    assert settings.graph_is_connected
    assert settings.graph_base_url == "http://127.0.0.1:4000/graph"
    assert settings.public_url == "http://127.0.0.1:4001"
    assert settings.graph_notification_secret.get_secret_value()


def test_nobodys_own_credentials_are_handed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MICROSOFT_APP_PASSWORD", "secret")
    assert not [name for name in environment(Options(), 4001) if name.startswith("MICROSOFT_")]


def test_another_port_that_is_offered_is_another_and_free() -> None:
    with ExitStack() as held:
        taken = next(one for one in range(47_000, 48_000) if is_free(one))
        for port in (taken, taken + 1):
            if is_free(port):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
        with pytest.raises(CannotRehearse, match=rf"Port {taken} is taken\. Choose another: make run PORT=\d+$") as why:
            rehearse(("true",), taken, print)
        offered = int(str(why.value).rpartition("=")[2])
        assert offered not in (taken, taken + 1)
        assert is_free(offered)
