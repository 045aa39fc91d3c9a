"""Puts a sentence into words: a key, its values, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

from locales.formats import written

LANGUAGES = ("ja", "en")
"""The languages that have every sentence; the first is what we speak when we do not know better."""


def say(key: str, values: Mapping[str, Any], language: str, time_zone: str) -> str:
    """One sentence in the reader's language.

    ``values`` may hold strings, integers, days, times of day, aware moments and lengths of working time. They are
    formatted here, last; moments in ``time_zone`` (an IANA name). Strings are taken as they are: what a person wrote is
    never read as a pattern.
    A language that we do not speak becomes the first of ``LANGUAGES``.
    Raises KeyError when no sentence has this key, or when it needs a value that is missing: both are bugs.
    """
    spoken = language_of(language)
    texts = {name: written(value, spoken, time_zone, _pattern) for name, value in values.items()}
    return _pattern(key, spoken, texts)


def language_of(asked: str | None) -> str:
    """The language that we speak with someone who asks for ``asked`` (``ja``, ``en-GB``, ``None``)."""
    short = (asked or "").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


def _pattern(key: str, language: str, texts: Mapping[str, str | int]) -> str:
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, dict(texts))
    if errors:
        raise KeyError(f"{key} in {language}: {errors[0]}")
    return str(text)


@lru_cache
def _bundle(language: str) -> FluentBundle:
    """A language's sentences, read once from locales/<language>/*.ftl."""
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((Path(__file__).parent / language).glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise ValueError(f"{path}: cannot be read as Fluent: {entry.content!r}")
        bundle.add_resource(resource)
    return bundle
