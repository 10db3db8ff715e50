"""anju as it would be if every import stood at the top of its file.

Runs the same command line as ``python -m anju_cli``, after importing every module of
anju and every library it uses. ``startup.py`` compares the two.
"""

from __future__ import annotations

import importlib
import pkgutil

import anju_cli
from anju_cli.__main__ import main

LIBRARIES = (
    *("typer", "yaml", "pydantic", "rich.console", "rich.table"),
    *("tabulate", "wcwidth", "chinese_calendar", "rapidfuzz.distance", "csv"),
)

for library in LIBRARIES:
    importlib.import_module(library)
for module in pkgutil.walk_packages(anju_cli.__path__, "anju_cli."):
    importlib.import_module(module.name)

if __name__ == "__main__":
    main()
