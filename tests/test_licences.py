"""Every library that is pinned comes under a licence of the one list in pyproject.toml."""

from __future__ import annotations

import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Final

import pytest

from tests.docs.pages import DOCS, ROOT

NAMED: Final = {
    "Apache Software License": "Apache-2.0",
    "Apache": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What older metadata says, and SPDX's word for it."""
NO_LICENCE: Final = {"DFSG approved", "OSI Approved"}
ELSEWHERE: Final = {"colorama"}
"""Pinned for systems that no test runs on."""


def allowed() -> set[str]:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return set(read["tool"]["aizuchi"]["allowed-licences"])


def may_be_used(expression: str, licences: set[str]) -> bool:
    """Whether an SPDX expression can be kept by licences of the list: of OR one is enough, of AND each is needed."""
    words = re.findall(r"[()]|[\w.+-]+", expression)

    def either() -> bool:
        found = both()
        while words[:1] == ["OR"]:
            words.pop(0)
            found = both() or found
        return found

    def both() -> bool:
        found = one()
        while words[:1] == ["AND"]:
            words.pop(0)
            found = one() and found
        return found

    def one() -> bool:
        word = words.pop(0)
        if word != "(":
            return word in licences
        found = either()
        assert words.pop(0) == ")", expression
        return found

    found = either()
    assert not words, f"{expression} is no SPDX expression"
    return found


def pinned(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[\w,]+\])?==", text, re.MULTILINE)


def licence_of(library: str) -> str:
    """As an SPDX expression: its own, or the one that its classifiers or its older field name."""
    metadata = importlib.metadata.metadata(library)
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    lines = metadata.get_all("Classifier") or []
    said = [line.rpartition(" :: ")[2] for line in lines if line.startswith("License ::")]
    named = [NAMED.get(one, one) for one in said if one not in NO_LICENCE]
    if named:
        return " AND ".join(named)
    plain = metadata["License"].strip() if "License" in metadata else "none"
    return NAMED.get(plain, plain)


def libraries() -> Iterator[tuple[str, str]]:
    for file in ("requirements-setup.txt", "requirements.txt", "requirements-dev.txt"):
        for library in pinned(file):
            if library not in ELSEWHERE:
                yield library, licence_of(library)
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in locked.items():
        yield path or "aizuchi", package["license"]


def test_every_pinned_library_has_a_licence_that_is_allowed() -> None:
    found = dict(libraries())
    assert len(found) > 150
    refused = {library: licence for library, licence in found.items() if not may_be_used(licence, allowed())}
    assert refused == {}


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True), ("GPL-3.0-only", False), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (GPL-2.0-only OR MIT)", True), ("(GPL-2.0-only OR AGPL-3.0-only) AND MIT", False),
    ],
)  # fmt: skip
def test_an_expression_is_read_as_spdx_means_it(expression: str, *, may: bool) -> None:
    assert may_be_used(expression, {"MIT", "MPL-2.0"}) is may


def test_the_document_lists_what_is_allowed() -> None:
    told = (DOCS / "libraries.md").read_text(encoding="utf-8")
    line = next(line for line in told.splitlines() if line.startswith("Allowed are: "))
    assert set(re.findall(r"`([^`]+)`", line)) == allowed()


def test_every_pin_has_a_hash() -> None:
    for file in ("requirements-setup.txt", "requirements.txt", "requirements-dev.txt"):
        text = (ROOT / file).read_text(encoding="utf-8")
        for block in re.split(r"\n(?=\S)", text):
            if re.match(r"[A-Za-z0-9_.-]+(\[[\w,]+\])?==", block):
                assert "--hash=sha256:" in block, block.splitlines()[0]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [path for path, package in locked.items() if path and not package.get("integrity")] == []
