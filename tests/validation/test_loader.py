"""A folder to a plan or to diagnostics: what no fixture can hold, and that nothing is raised."""

from __future__ import annotations

import codecs
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.diagnostics import Diagnostic
from anju_cli.validation.loader import MAX_BYTES, Loaded, load
from tests.running import BASE, ROOT, TODAY, Outcome, base_with, copy_of_base, run

KINDS = ("units", "tasks", "quotas")
TEXTS = {kind: (ROOT / BASE / f"{kind}.yaml").read_text(encoding="utf-8") for kind in KINDS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the base plan."""
    return copy_of_base(tmp_path / "data")


def only_diagnostic(folder: Path) -> Diagnostic:
    loaded = load(folder, "data", TODAY)
    assert loaded.plan is None
    [diagnostic] = loaded.diagnostics
    return diagnostic


def refusal(message: str, hint: str, file: str = "data/quotas.yaml") -> Diagnostic:
    return Diagnostic(file, 1, 1, "A001", "error", message, hint)


# -- a plan ----------------------------------------------------------------


def test_a_right_folder_is_a_plan(folder: Path) -> None:
    loaded = load(folder, "data", TODAY)
    assert loaded.diagnostics == ()
    assert loaded.folder == folder
    assert loaded.plan is not None
    assert [task.number for task in loaded.plan.tasks] == [1, 2, 3]
    assert loaded.plan.targets["司法局"] == 150


def test_a_plan_with_an_error_is_none(tmp_path: Path) -> None:
    folder = base_with(tmp_path / "data", "quotas", "total: 600", "total: 601")
    loaded = load(folder, "data", TODAY)
    assert loaded.plan is None
    assert [diagnostic.code for diagnostic in loaded.diagnostics] == ["A305"]


@pytest.mark.parametrize(
    ("shown", "file"),
    [
        ("data", "data/quotas.yaml"),
        ("a/b/", "a/b/quotas.yaml"),
        (".", "quotas.yaml"),
        ("", "quotas.yaml"),
    ],
)
def test_files_are_called_as_the_folder_is(folder: Path, shown: str, file: str) -> None:
    (folder / "quotas.yaml").unlink()
    [diagnostic] = load(folder, shown, TODAY).diagnostics
    assert diagnostic.file == file


def test_diagnostics_are_sorted_by_file_and_place(tmp_path: Path) -> None:
    folder = copy_of_base(
        tmp_path / "data",
        units=TEXTS["units"].replace("kind: 镇", "kind: 村"),
        tasks=TEXTS["tasks"].replace("06-30\n", "06-31\n"),
        quotas=TEXTS["quotas"].replace("600", "601").replace("青石镇: 0", "青石村: 0"),
    )
    diagnostics = load(folder, "data", TODAY).diagnostics
    assert [(each.file, each.line) for each in diagnostics] == [
        ("data/quotas.yaml", 3),
        ("data/quotas.yaml", 15),
        ("data/tasks.yaml", 31),
        ("data/units.yaml", 20),
    ]
    assert list(diagnostics) == sorted(diagnostics)


# -- files that cannot be read ---------------------------------------------


def test_a_missing_file(folder: Path) -> None:
    (folder / "quotas.yaml").unlink()
    assert only_diagnostic(folder) == refusal(
        "没有这个文件", "请补上它；三个文件要放在同一个文件夹里"
    )


def test_a_missing_file_with_another_suffix_beside_it(folder: Path) -> None:
    (folder / "quotas.yaml").rename(folder / "quotas.yml")
    assert only_diagnostic(folder) == refusal("没有这个文件", "把 quotas.yml 改名为 quotas.yaml")


def test_an_empty_folder(tmp_path: Path) -> None:
    files = [diagnostic.file for diagnostic in load(tmp_path, "data", TODAY).diagnostics]
    assert files == ["data/quotas.yaml", "data/tasks.yaml", "data/units.yaml"]


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "quotas.yaml").unlink()
    (folder / "quotas.yaml").mkdir()
    assert only_diagnostic(folder) == refusal(
        "这是一个文件夹，应为文件", "请移走这个文件夹，放回原来的文件"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "quotas.yaml").unlink()
    os.mkfifo(folder / "quotas.yaml")
    assert only_diagnostic(folder) == refusal(
        "这不是普通的文件", "请换成普通的文件；管道里的内容请先存成文件"
    )


def test_links_that_lead_in_a_circle(folder: Path) -> None:
    (folder / "quotas.yaml").unlink()
    (folder / "other.yaml").symlink_to("quotas.yaml")
    (folder / "quotas.yaml").symlink_to("other.yaml")
    assert only_diagnostic(folder) == refusal(
        "这是一个绕成圈的链接，打不开", "请删去链接，放回原来的文件"
    )


def test_a_link_to_a_file_is_a_file(folder: Path) -> None:
    (folder / "quotas.yaml").rename(folder / "quotas-2021.yaml")
    (folder / "quotas.yaml").symlink_to("quotas-2021.yaml")
    assert load(folder, "data", TODAY).plan is not None


def failing(error: OSError) -> Callable[..., NoReturn]:
    """Something to put in place of what asks the disk."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize("asked", ["pathlib.Path.stat", "anju_cli.storage.input_file.open"])
def test_a_file_without_permission(
    folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    # Not by its mode: root may read everything.
    monkeypatch.setattr(asked, failing(PermissionError(errno.EACCES, "")), raising=False)
    hint = "请检查文件的权限，或关闭打开着它的程序（例如 Excel）"
    assert load(folder, "data", TODAY).diagnostics == tuple(
        refusal("没有权限读这个文件", hint, f"data/{kind}.yaml") for kind in sorted(KINDS)
    )


@pytest.mark.parametrize("asked", ["pathlib.Path.stat", "anju_cli.storage.input_file.open"])
def test_a_disk_that_fails(folder: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setattr(asked, failing(OSError(errno.EIO, "")), raising=False)
    hint = "请检查磁盘和路径，或找管理员"
    assert load(folder, "data", TODAY).diagnostics == tuple(
        refusal(f"读不出这个文件（错误号 {errno.EIO}）", hint, f"data/{kind}.yaml")
        for kind in sorted(KINDS)
    )


def small_only(path: Path, mode: str, **_: object) -> IO[Any]:
    """Open any file but the one that is too large."""
    assert path.name != "quotas.yaml"
    return path.open(mode)


@pytest.mark.parametrize(
    ("size", "shown"), [(MAX_BYTES + 1, 5), (MAX_BYTES * 512, 2048)], ids=["5 MB", "2 GB"]
)
def test_a_file_that_is_too_large_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: int, shown: int
) -> None:
    os.truncate(folder / "quotas.yaml", size)
    monkeypatch.setattr("anju_cli.storage.input_file.open", small_only, raising=False)
    message = f"文件有 {shown} MB，超过上限 4 MB"
    wanted = Diagnostic(
        "data/quotas.yaml", 1, 1, "A004", "error", message, "请检查是不是放错了文件"
    )
    assert only_diagnostic(folder) == wanted


def test_the_largest_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.validation.loader.MAX_BYTES", len(TEXTS["tasks"].encode()))
    assert load(folder, "data", TODAY).plan is not None


# -- texts that no fixture keeps -------------------------------------------


def test_old_line_ends(folder: Path) -> None:
    for kind in KINDS:
        (folder / f"{kind}.yaml").write_bytes(TEXTS[kind].replace("\n", "\r").encode())
    assert load(folder, "data", TODAY).diagnostics == ()


def test_a_line_of_two_megabytes(folder: Path) -> None:
    text = TEXTS["tasks"].replace("note: 原文", f"note: {'原文' * 350_000}")
    assert len(text.encode()) > 2_000_000
    (folder / "tasks.yaml").write_text(text, encoding="utf-8")
    assert load(folder, "data", TODAY).diagnostics == ()


def test_a_line_of_two_megabytes_with_a_fault(folder: Path) -> None:
    text = TEXTS["tasks"].replace("every: 每半年", f"every: {'每半年' * 250_000}")
    (folder / "tasks.yaml").write_text(text, encoding="utf-8")
    diagnostic = only_diagnostic(folder)
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (73, 16, "A207")
    assert len(diagnostic.message) < 100


@pytest.mark.parametrize(
    ("nest", "column"), [("[", 33), ("{a: ", 4 * 32 + 1)], ids=["brackets", "mappings"]
)
def test_a_nest_of_ten_thousand(folder: Path, nest: str, column: int) -> None:
    (folder / "quotas.yaml").write_text(nest * 10_000, encoding="utf-8")
    diagnostic = only_diagnostic(folder)
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (1, column, "A110")
    assert diagnostic.message == "括号或缩进套了 32 层以上"
    assert diagnostic.hint == "请检查是不是漏了右括号，或粘贴错了"


def test_a_nest_of_lists_of_ten_thousand(folder: Path) -> None:
    (folder / "quotas.yaml").write_text("- " * 10_000, encoding="utf-8")
    diagnostic = only_diagnostic(folder)
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (1, 65, "A110")


def test_the_collector_is_left_as_it_was(folder: Path) -> None:
    import gc

    assert gc.isenabled()
    load(folder, "data", TODAY)
    assert gc.isenabled()
    gc.disable()
    try:
        load(folder, "data", TODAY)
        assert not gc.isenabled()
    finally:
        gc.enable()


# -- laws: nothing raises, and every place is in the file ------------------


def assert_places_are_in_the_files(loaded: Loaded) -> None:
    for diagnostic in loaded.diagnostics:
        data = (loaded.folder / Path(diagnostic.file).name).read_bytes()
        if diagnostic.excerpt:
            assert 1 <= diagnostic.column <= len(diagnostic.excerpt) + 1
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            continue
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if data[:2].count(0) != 1 and not data.startswith((b"PK", b"\xd0\xcf")):
            assert 1 <= diagnostic.line <= len(lines)
            assert 1 <= diagnostic.column <= len(lines[diagnostic.line - 1]) + 1
            assert diagnostic.excerpt == lines[diagnostic.line - 1]


def is_a_plan_or_a_diagnostic(loaded: Loaded) -> bool:
    return (loaded.plan is None) == any(each.severity == "error" for each in loaded.diagnostics)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Loaded]:
    """Load the base plan with one file replaced."""
    folder = copy_of_base(tmp_path_factory.mktemp("base") / "data")

    def load_with(kind: str, data: bytes) -> Loaded:
        (folder / f"{kind}.yaml").write_bytes(data)
        loaded = load(folder, "data", TODAY)
        assert is_a_plan_or_a_diagnostic(loaded)
        assert_places_are_in_the_files(loaded)
        (folder / f"{kind}.yaml").write_text(TEXTS[kind], encoding="utf-8")
        return loaded

    return load_with


@given(st.sampled_from(KINDS), st.binary(max_size=300))
def test_any_bytes(spoilt: Callable[[str, bytes], Loaded], kind: str, data: bytes) -> None:
    assert spoilt(kind, data).plan is None


YAML_SIGNS = "ab1甲：:-—[]{}，,、\"' \t　#|>&*!?@%\u200b\u00a0"
SNIPPETS = st.sampled_from(
    [
        "name: ",
        "- ",
        "units:\n",
        "tasks:\n",
        "targets:\n",
        "  ",
        "kind: 镇",
        "[甲, 乙]",
        "{on: ",
        "\n",
    ]
)


@given(
    st.sampled_from(KINDS),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    | st.text(YAML_SIGNS + "\n", max_size=200)
    | st.lists(SNIPPETS, max_size=30).map("".join),
)
def test_any_text(spoilt: Callable[[str, bytes], Loaded], kind: str, text: str) -> None:
    assert spoilt(kind, text.encode()).plan is None


def test_the_command_says_the_same_as_the_loader(folder: Path, tmp_path: Path) -> None:
    (folder / "quotas.yaml").unlink()
    assert run("validate", "data", cwd=tmp_path) == Outcome(
        1,
        "data/quotas.yaml:1:1: 错误 A001 没有这个文件\n"
        "  请补上它；三个文件要放在同一个文件夹里\n"
        "\n"
        "1 个文件，1 处错误，0 处提示\n",
        "",
    )
