"""The small program's commands, where a lazy group imports them from."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from .program import CALLS, COMMANDS, tasks


@pytest.fixture(autouse=True)
def _modules(monkeypatch: pytest.MonkeyPatch) -> None:
    CALLS.clear()
    for function in COMMANDS:
        module = ModuleType(f"fake_anju.{function.__name__}")
        vars(module)["command"] = function
        if function is tasks:
            vars(module)["EXAMPLES"] = """
                anju tasks --unit 区财政局
                anju tasks --json
            """
        monkeypatch.setitem(sys.modules, module.__name__, module)
