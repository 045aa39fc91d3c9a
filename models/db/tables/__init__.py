"""The tables, a file a subject. Importing this room knows them all."""

from __future__ import annotations

import importlib
import pkgutil

from models.db.columns import metadata

__all__ = ["metadata"]

for _one in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_one.name}")
