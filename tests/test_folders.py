"""Which folder holds the plan that a question is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from anju_cli.folders import Folder, NoFolder, find_folder, shipped_folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """``named`` and ``of-variable`` with a data file each, and ``office/desk``."""
    for name in ("named", "of-variable"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tasks.yaml").touch()
    (tmp_path / "office" / "desk").mkdir(parents=True)
    return tmp_path


def test_the_option_goes_before_the_variable(place: Path) -> None:
    variables = {"ANJU_DATA": "of-variable"}
    assert find_folder("named", variables, place) == Folder(place / "named", "named", "option")
    assert find_folder(None, variables, place) == Folder(
        place / "of-variable", "of-variable", "variable"
    )


def test_the_variable_goes_before_what_is_found(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "units.yaml").touch()
    assert find_folder(None, {"ANJU_DATA": "named"}, place).origin == "variable"
    assert find_folder(None, {"ANJU_DATA": ""}, place) == Folder(place / "data", "data", "found")


@pytest.mark.parametrize(
    ("where", "shown"),
    [(".", "data"), ("office", "../data"), ("office/desk", "../../data"), ("data", ".")],
)
def test_data_is_found_here_and_above(place: Path, where: str, shown: str) -> None:
    (place / "data").mkdir()
    (place / "data" / "quotas.yaml").touch()
    cwd = place / where
    found = find_folder(None, {}, cwd)
    assert found == Folder(place / "data", shown, "found")
    assert (cwd / found.shown).resolve() == (place / "data").resolve()


def test_the_nearest_data_wins(place: Path) -> None:
    for folder in (place / "data", place / "office" / "data"):
        folder.mkdir()
        (folder / "units.yaml").touch()
    assert find_folder(None, {}, place / "office" / "desk").path == place / "office" / "data"


def test_a_folder_named_data_that_holds_no_plan_is_passed_over(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "images.zip").touch()
    (place / "office" / "data").touch()  # a file
    assert find_folder(None, {}, place / "office") == Folder(
        shipped_folder(), str(shipped_folder()), "shipped"
    )


def test_far_above_it_is_shown_by_its_whole_name(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "units.yaml").touch()
    deep = place / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    assert find_folder(None, {}, deep.parent).shown == "../../../data"
    assert find_folder(None, {}, deep).shown == str(place / "data")


def test_a_data_file_stands_for_its_folder(place: Path) -> None:
    expected = Folder(place / "named", "named", "option")
    assert find_folder("named/tasks.yaml", {}, place) == expected
    assert find_folder("tasks.yaml", {}, place / "named") == Folder(place / "named", ".", "option")


@pytest.mark.parametrize("named", ["", ".", "./"])
def test_here(place: Path, named: str) -> None:
    found = find_folder(named, {}, place / "named")
    assert (found.path, found.shown) == (place / "named", named or ".")


def test_a_whole_path(place: Path) -> None:
    whole = str(place / "named")
    assert find_folder(whole, {}, Path("/")) == Folder(place / "named", whole, "option")


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nowhere", "找不到文件夹“nowhere”。请核对路径；不写时用 ./data 或附带的计划"),
        (
            "named/other.yaml",
            "“named/other.yaml”不是文件夹。请写放着 units.yaml、tasks.yaml、quotas.yaml 的文件夹",
        ),
        (
            "named/units.yaml",
            "找不到文件夹“named/units.yaml”。请核对路径；不写时用 ./data 或附带的计划",
        ),
    ],
)
def test_what_cannot_hold_a_plan_is_refused(place: Path, named: str, message: str) -> None:
    (place / "named" / "other.yaml").touch()
    for option, variables in ((named, {}), (None, {"ANJU_DATA": named})):
        with pytest.raises(NoFolder) as refused:
            find_folder(option, variables, place)
        assert str(refused.value) == message


def test_the_shipped_plan_is_whole() -> None:
    assert {path.name for path in shipped_folder().iterdir()} == {
        "units.yaml",
        "tasks.yaml",
        "quotas.yaml",
    }
