"""Time zones by the names that Windows gives them."""

from __future__ import annotations

from babel.core import get_global


def iana_zone(windows_name: str) -> str | None:
    """``Asia/Tokyo`` for ``Tokyo Standard Time``; ``None`` for a name that is none of Windows'.

    Source: https://github.com/unicode-org/cldr (windowsZones), as Babel has it.
    """
    found: str | None = get_global("windows_zone_mapping").get(windows_name)
    return found
