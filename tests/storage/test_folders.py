"""Which folder holds the plan that a question is about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anju_cli.storage.folders import (
    Folder,
    FolderNotFound,
    find_folder,
    find_folders,
    shipped_folder,
)


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
    folder = find_folder(None, {}, cwd)
    assert folder == Folder(place / "data", shown, "found")
    assert (cwd / folder.shown).resolve() == (place / "data").resolve()


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
    folder = find_folder(named, {}, place / "named")
    assert (folder.path, folder.shown) == (place / "named", named or ".")


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
        with pytest.raises(FolderNotFound) as refused:
            find_folder(option, variables, place)
        assert str(refused.value) == message


def test_the_shipped_plan_is_whole() -> None:
    assert {path.name for path in shipped_folder().iterdir()} == {
        "units.yaml",
        "tasks.yaml",
        "quotas.yaml",
        "schemas",
    }


# -- a folder of plans -----------------------------------------------------


def plan(folder: Path, file: str = "units.yaml") -> Path:
    folder.mkdir(parents=True)
    (folder / file).touch()
    return folder


def shown(named: str, cwd: Path) -> list[str]:
    return [folder.shown for folder in find_folders(named, {}, cwd)]


def test_it_stands_for_every_plan_beneath_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2", "b/10", "b", "a/x/y/z", "c.d", "乙", "甲"):
        plan(tmp_path / "plans" / name) if name != "b" else (
            tmp_path / "plans/b/tasks.yaml"
        ).touch()
    names = ["a/x/y/z", "b", "b/10", "b/2", "c.d", "乙", "甲"]
    assert shown("plans", tmp_path) == [f"plans/{name}" for name in names]
    assert shown("./plans/", tmp_path) == [f"./plans/{name}" for name in names]
    assert shown(".", tmp_path / "plans") == names
    assert shown("..", tmp_path / "plans/a") == [f"../{name}" for name in names]
    whole = str(tmp_path / "plans")
    assert shown(whole, Path("/")) == [f"{whole}/{name}" for name in names]
    for folder in find_folders("plans", {}, tmp_path):
        assert folder.path == tmp_path / folder.shown
        assert folder.origin == "option"
    assert find_folders(None, {"ANJU_DATA": "plans"}, tmp_path)[0].origin == "variable"


@pytest.mark.parametrize("file", ["units.yaml", "tasks.yaml", "quotas.yaml"])
def test_a_folder_with_one_of_the_files_is_a_plan(tmp_path: Path, file: str) -> None:
    plan(tmp_path / "plans", file)
    plan(tmp_path / "plans" / "beneath")
    assert shown("plans", tmp_path) == ["plans"]
    assert find_folder("plans", {}, tmp_path).shown == "plans"
    plan(tmp_path / "other" / "a", file)
    (tmp_path / "other/b").mkdir()
    (tmp_path / "other/b/units.yml").touch()
    assert shown("other", tmp_path) == ["other/a"]


def test_a_folder_without_plans_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    assert shown("empty", tmp_path) == ["empty"]
    assert find_folder("empty", {}, tmp_path).shown == "empty"


def test_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    for name in (".git/a", "a/.old", "a"):
        (tmp_path / "plans" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "plans" / name / "units.yaml").touch()
    assert shown("plans", tmp_path) == ["plans/a"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_are_followed_once_and_in_no_circle(tmp_path: Path) -> None:
    plan(tmp_path / "elsewhere" / "far")
    plan(tmp_path / "plans" / "b")
    for link, target in {
        "plans/b/up": "plans",
        "plans/a": "plans/b",
        "plans/c": "elsewhere",
        "plans/self": "plans/self",
        "plans/gone": "nowhere",
    }.items():
        (tmp_path / link).symlink_to(tmp_path / target)
    assert shown("plans", tmp_path) == ["plans/a", "plans/c/far"]
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/units.yaml").symlink_to(tmp_path / "nowhere")
    assert shown("broken", tmp_path) == ["broken"]


def test_a_disk_without_numbers_of_its_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "b/c"):
        (tmp_path / "plans" / name).mkdir(parents=True)
        (tmp_path / "plans" / name / "units.yaml").touch()
    stat = os.stat

    def without(path: str, **more: bool) -> os.stat_result:
        fields = list(stat(path, **more))
        fields[1] = 0  # st_ino
        return os.stat_result(fields)

    monkeypatch.setattr(os, "stat", without)
    assert shown("plans", tmp_path) == ["plans/a", "plans/b", "plans/b/c"]


def test_what_may_not_be_looked_into_is_checked_and_so_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(tmp_path / "plans/a")
    (tmp_path / "plans/shut").mkdir()
    scandir = os.scandir

    def scan(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)
    assert shown("plans", tmp_path) == ["plans/a", "plans/shut"]


def test_a_folder_of_too_much_is_the_wrong_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        plan(tmp_path / "plans" / name)
    monkeypatch.setattr("anju_cli.storage.folders._MOST_FOLDERS", 4)
    assert len(shown("plans", tmp_path)) == 3
    monkeypatch.setattr("anju_cli.storage.folders._MOST_FOLDERS", 3)
    with pytest.raises(
        FolderNotFound, match="“plans”下面的文件夹太多（超过 3 个）。请写放着计划的"
    ):
        find_folders("plans", {}, tmp_path)


def test_who_wants_one_plan_is_told_that_there_are_many(tmp_path: Path) -> None:
    plan(tmp_path / "plans/甲")
    plan(tmp_path / "plans/乙")
    for option, variables in (("plans", {}), (None, {"ANJU_DATA": "plans"})):
        with pytest.raises(FolderNotFound) as refused:
            find_folder(option, variables, tmp_path)
        assert str(refused.value) == (
            "“plans”不是一份计划，它下面有 2 份计划。请写其中一份，例如 plans/乙。"
            "各份一起看：anju deadlines --data plans；一起检查：anju validate plans"
        )


@pytest.mark.skipif(os.name == "nt", reason="there such a name is simply not found")
def test_a_name_that_is_too_long_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(
        FolderNotFound, match=r"^打不开“甲+”：名字太长，或者没有权限进入上面的文件夹"
    ):
        find_folder("甲" * 100, {}, tmp_path)
