"""Pages that one person may open from a private card, for a short time: they sign in nowhere, the link is the key."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LASTS = timedelta(minutes=30)
"""How long a link opens its page, by the machine's clock."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that was offered to a member. ``given``: which one, in ids and codes alone."""

    kind: str
    community_id: str
    member_id: str
    given: Mapping[str, Any]
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser gets. ``style`` and ``script`` stand in ``body`` letter by letter, between their tags: nothing
    else on the page may style or run.
    """

    body: str | bytes
    """Bytes of a file that is no text."""
    style: str = ""
    script: str = ""
    content_type: str = "text/html"
    file_name: str = ""
    """In ASCII. The page is kept as this file and not shown, where one is named."""


def new_token() -> str:
    """What nobody guesses: 256 random bits, in 43 letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token: SHA-256, hexadecimal. Who reads the database can open no page with it."""
    return hashlib.sha256(token.encode()).hexdigest()
