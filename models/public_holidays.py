"""Public holidays of a country or a part of one, by the code that the community file uses ("JP", "DE-BY")."""

from __future__ import annotations

import difflib
from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    return holidays.list_supported_countries()


@lru_cache(maxsize=512)
def check_code(code: str) -> str:
    """``code`` itself, when the library knows it; "" means no holidays at all.

    Raises ValueError naming the value and what is allowed.
    Source: https://holidays.readthedocs.io/en/latest/#available-countries
    """
    country, _, part = code.partition("-")
    if not code:
        return code
    if country not in _known():
        near = difflib.get_close_matches(country.upper(), _known(), n=3, cutoff=0.6)
        meant = f" (did you mean {' or '.join(near)}?)" if near else ""
        raise ValueError(
            f"the country “{country}” of “{code}” is not known{meant}; write a country like JP, "
            "a country and its part like DE-BY, or “” for none"
        )
    if "-" in code and part not in _known()[country]:
        parts = ", ".join(_known()[country]) or "none, so write the country alone"
        raise ValueError(f"the part “{part}” of “{code}” is not known; the parts of {country} are: {parts}")
    return code


@lru_cache(maxsize=1024)
def public_holidays(code: str, year: int) -> frozenset[date]:
    """Public holidays, substitute days among them, of one calendar year. Raises ValueError for an unknown code."""
    country, _, part = check_code(code).partition("-")
    if not code:
        return frozenset()
    found = holidays.country_holidays(country, subdiv=part or None, years=year, categories=holidays.PUBLIC)
    return frozenset(found)


def holiday_name(code: str, day: date, language: str) -> str:
    """What a public holiday is called, in a language ("ja", "en") if the library has it; "" on any other day."""
    if day not in public_holidays(code, day.year):
        return ""
    return _names(code, day.year, language)[day]


@lru_cache(maxsize=64)
def _names(code: str, year: int, language: str) -> dict[date, str]:
    country, _, part = code.partition("-")
    spoken = holidays.list_localized_countries().get(country, ())
    found = next((one for one in spoken if one.partition("_")[0] == language), None)
    return dict(
        holidays.country_holidays(
            country, subdiv=part or None, years=year, categories=holidays.PUBLIC, language=found
        ).items()
    )
