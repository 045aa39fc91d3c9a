"""The rooms keep to the table in rooms.py, and a breach of it does not stay unseen."""

import importlib.util
from pathlib import Path
from typing import Final

import pytest

from tests.contract.rooms import ROOMS, breaches, circle, wall_clocks

ROOT: Final = Path(__file__).parents[2]


def test_the_rooms_import_only_what_the_table_allows() -> None:
    assert breaches(ROOT) == []


def test_no_module_imports_itself_by_a_detour() -> None:
    assert circle(ROOT) == []


def test_the_wall_clock_is_read_once_and_in_app() -> None:
    assert [place.partition(":")[0] for place in wall_clocks(ROOT)] == ["app.py"]


@pytest.mark.parametrize("name", sorted({name for rule in ROOMS.values() if rule for name in rule.libraries}))
def test_every_library_in_the_table_is_installed_under_that_name(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


TREE: Final = {
    "app.py": "import handlers.claim\nnow = datetime.now",
    "settings.py": "import pydantic_settings",
    "bot/turns.py": "from models import incoming\nimport jwt",
    "handlers/claim.py": "from models.db import store",
    "models/incoming.py": "from models.moments import Moment\nimport zoneinfo",
    "models/moments.py": "from datetime import datetime",
    "models/db/store.py": "import sqlalchemy.orm\nfrom models import incoming",
    "rehearsal/teams.py": "import time\nfrom aiohttp import web\nnow = time.time()",
    "tests/test_it.py": "import app\nimport bot.turns\nimport sqlalchemy",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree that keeps the contract."""
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return tmp_path


def plant(tree: Path, name: str, text: str) -> None:
    path = tree / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def test_a_tree_that_keeps_the_contract_is_green(tree: Path) -> None:
    assert (breaches(tree), circle(tree), wall_clocks(tree)) == ([], [], ["app.py:2"])


@pytest.mark.parametrize(
    ("place", "planted", "said"),
    [
        ("handlers/release.py", "import bot.turns", "handlers may not import bot"),
        ("handlers/release.py", "from bot import turns", "handlers may not import bot"),
        ("handlers/release.py", "def act():\n    import settings", "handlers may not import settings"),
        ("handlers/release.py", "import sqlalchemy", "handlers may not import the library sqlalchemy"),
        ("models/claims.py", "from models import db", "models may not import models.db"),
        ("models/claims.py", "import models.db.store", "models may not import models.db"),
        ("models/claims.py", "from sqlalchemy import orm", "models may not import the library sqlalchemy"),
        ("models/db/posts.py", "import pydantic", "models.db may not import the library pydantic"),
        ("web/board.py", "from botbuilder.core import TurnContext", "web may not import the library botbuilder"),
        ("rehearsal/page.py", "from models import incoming", "rehearsal may not import models"),
        ("bot/inbound.py", "import app", "bot may not import app"),
        ("models/claims.py", "from .moments import Moment", "a relative import"),
        ("models/claims.py", "from . import moments", "a relative import"),
        ("utils/strings.py", "", "lies in utils/, which no row of the table names"),
    ],
)
def test_a_forbidden_import_is_red(tree: Path, place: str, planted: str, said: str) -> None:
    plant(tree, place, planted)
    (found,) = breaches(tree)
    assert found.startswith(place)
    assert said in found


def test_a_circle_of_modules_is_red(tree: Path) -> None:
    plant(tree, "models/moments.py", "from models import incoming")
    assert set(circle(tree)) == {"models.incoming", "models.moments"}


@pytest.mark.parametrize(
    "planted",
    [
        "datetime.now(UTC)",
        "clock = datetime.datetime.now",
        "time.time()",
        "from time import time",
        "func.now()",
        "date.today()",
    ],
)
def test_a_second_wall_clock_is_red(tree: Path, planted: str) -> None:
    plant(tree, "jobs/nudge.py", planted)
    assert wall_clocks(tree) == ["app.py:2", "jobs/nudge.py:1"]
