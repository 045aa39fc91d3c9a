"""An operator with an empty database, and one whose database is migrated."""

from pathlib import Path

import pytest

from tests.cli.operator import Operator


@pytest.fixture
def newcomer(database_url: str, tmp_path: Path) -> Operator:
    """Has no table yet."""
    return Operator(database_url, tmp_path)


@pytest.fixture
def operator(migrated_url: str, tmp_path: Path) -> Operator:
    """Has migrated the database."""
    return Operator(migrated_url, tmp_path)
