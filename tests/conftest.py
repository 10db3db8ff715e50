"""What all tests share: reproducible laws, bytecode for child processes, and goldens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests import running

# Each law is tried on the same few examples in every run; CI tries more of them as well.
settings.register_profile("few", max_examples=25, derandomize=True, database=None, deadline=None)
settings.register_profile("more", max_examples=200, database=None, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)  # by hand
settings.load_profile("few")

# Tests start hundreds of processes: each would compile the whole package anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.pop("FORCE_COLOR", None)  # which CI servers like to set

Golden = Callable[[Path, str | bytes | None], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``pytest --accept``: a change of wording is one command and one readable diff."""
    parser.addoption("--accept", action="store_true", help="write goldens instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def _cached(tmp_path_factory: pytest.TempPathFactory) -> None:
    running.CACHES.append(str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a file's content with what it should be (None: no such file); with
    ``--accept``, write that into the file instead."""
    return accept if request.config.getoption("accept") else compare


def compare(file: Path, content: str | bytes | None) -> None:
    """Assert that ``file`` holds ``content``."""
    found = file.read_bytes() if file.exists() else None
    if isinstance(content, str):
        assert (found or b"").decode() == content, f"{file}: pytest --accept renews it"
    else:
        assert found == content, f"{file}: pytest --accept renews it"


def accept(file: Path, content: str | bytes | None) -> None:
    """Have ``file`` hold ``content``."""
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
