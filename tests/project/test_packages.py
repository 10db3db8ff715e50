"""What is handed over holds everything that anju needs."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from tests.running import ROOT

PACKAGE = ROOT / "anju_cli"
UNKEPT = {"__pycache__", ".mypy_cache"}


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of ``folder``, by its path from the root of the checkout."""
    return {
        one.relative_to(ROOT).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and not UNKEPT & set(one.parts)
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("wheel")
    [built] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sdist")
    [built] = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with tarfile.open(built) as packed:
        members = {one.name.partition("/")[2]: packed.extractfile(one) for one in packed}
        return {name: file.read() for name, file in members.items() if file is not None}


def test_the_wheel_holds_the_package_the_plan_and_the_schemas(wheel: dict[str, bytes]) -> None:
    moved = {f"anju_cli/{name}": data for name, data in files_below(ROOT / "data").items()}
    wanted = files_below(PACKAGE) | moved
    packed = {name: data for name, data in wheel.items() if name.startswith("anju_cli/")}
    assert sorted(packed) == sorted(wanted)
    assert packed == wanted
    assert {"anju_cli/data/tasks.yaml", "anju_cli/views/wording/report.yaml"} <= set(packed)


def test_the_wheel_says_that_it_is_typed(wheel: dict[str, bytes]) -> None:
    """Type checkers read the types of a package only where it has this file (PEP 561)."""
    assert wheel.get("anju_cli/py.typed") == b""
    [metadata] = (data.decode() for name, data in wheel.items() if name.endswith("/METADATA"))
    assert "Classifier: Typing :: Typed\n" in metadata


def test_the_wheel_holds_nothing_else(wheel: dict[str, bytes]) -> None:
    others = {name.partition("/")[2] for name in wheel if not name.startswith("anju_cli/")}
    assert others == {"METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE", "RECORD"}


def test_the_sdist_holds_what_the_wheel_is_made_of_and_the_tests(sdist: dict[str, bytes]) -> None:
    for folder in ("anju_cli", "data", "tests", "tools", "examples", "docs"):
        for name, data in files_below(ROOT / folder).items():
            assert sdist.get(name) == data, name
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"} <= set(sdist)
