"""Writing the plan's files: one at a time, all or nothing, and nothing wrong."""

from __future__ import annotations

import errno
import io
import os
import random
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from anju_cli.cli.workflows.transaction import rewrite_plan
from anju_cli.editing.patch import Drop, Put
from anju_cli.model.plan import Plan
from anju_cli.storage.files import OutputError, locked
from anju_cli.storage.folders import FileKind, Folder
from tests.processes import killed, needs_fork
from tests.running import BASE, ROOT, TODAY, base_with, copy_of_base, environment, run

NAMES = ["quotas.yaml", "tasks.yaml", "units.yaml"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "data")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def folder_of(data: Path) -> Folder:
    return Folder(data, "data", "found")


def rewrite(
    data: Path,
    operations: Mapping[FileKind, Sequence[Put | Drop]],
    err: io.StringIO | None = None,
) -> Any:
    world = environment(io.StringIO(), err or io.StringIO(), data.parent)
    return rewrite_plan(world, folder_of(data), lambda *_: operations, dry_run=False)


MORE: Mapping[FileKind, Sequence[Put | Drop]] = {
    "tasks": [Put(("tasks", 2, "deadlines", 0, "done", "on"), "2021-06-30")],
    "quotas": [Put(("published", "2021-05", "青石镇"), "7")],
}


# -- what is written is right ------------------------------------------------


def test_only_the_files_that_change_are_written(data: Path) -> None:
    before = contents(data)
    stamp = (data / "units.yaml").stat().st_mtime_ns
    written = rewrite(data, {**MORE, "units": []})
    assert dict(written.contents) == {
        "tasks": before["tasks.yaml"] + b"        done:\n          on: 2021-06-30\n",
        "quotas": before["quotas.yaml"].replace("青石镇: 0".encode(), "青石镇: 7".encode()),
    }
    assert contents(data) == {
        **before,
        "tasks.yaml": written.contents["tasks"],
        "quotas.yaml": written.contents["quotas"],
    }
    assert (data / "units.yaml").stat().st_mtime_ns == stamp
    assert written.after.plan is not None
    assert written.after.plan.published["2021-05"] == {"司法局": 18, "青石镇": 7}


def test_what_would_be_wrong_is_named_and_not_written(data: Path) -> None:
    before, err = contents(data), io.StringIO()
    wrong: Mapping[FileKind, Sequence[Put | Drop]] = {
        "tasks": MORE["tasks"],
        "quotas": [Put(("published", "2021-05", "丁局"), "7")],
    }
    with pytest.raises(typer.Exit) as end:
        rewrite(data, wrong, err)
    assert end.value.exit_code == 1
    assert err.getvalue().startswith("data/quotas.yaml:16:5")
    assert err.getvalue().endswith("这样写数据就有错误了，没有写入。\n")
    assert contents(data) == before


def test_data_with_errors_is_to_be_fixed_first(tmp_path: Path) -> None:
    data = base_with(tmp_path / "data", "quotas", "司法局: 18", "司法局: 18条")
    before = contents(data)
    done = run("record", "2021-06", "青石镇=3", cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("data/quotas.yaml:14:10:")
    assert done.err.endswith(
        "数据有错误，没有写入。请先改好，用 anju validate 复查，再运行一次。\n"
    )
    assert contents(data) == before


def test_new_warnings_are_said(data: Path) -> None:
    done = run("done", "3.1", "--note", "“已办”", cwd=data.parent)
    assert done.code == 0
    assert done.err.startswith("data/tasks.yaml:87:17: 提示 A405 任务（三）的时限 3.1：")
    again = run("done", "3.1", "--replace", "--on", "2021-06-29", cwd=data.parent)
    assert (again.code, again.err) == (0, "")  # it was there before


# -- one at a time -----------------------------------------------------------

COMMAND = """
import sys
from anju_cli.__main__ import main
main()
"""


def test_commands_at_once_all_take_effect(data: Path) -> None:
    completions = [("3.1",), ("2.2", "--period", "上半年"), ("1.2", "--period", "6月")]
    unit = ("--unit", "青石镇")
    completions += [("2.1", "--event", f"2021-06-{day}", *unit) for day in (15, 16, 17)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", COMMAND, "done", *completion, "--on", "2021-07-01"],
            cwd=data.parent,
            env={**os.environ, "ANJU_CACHE": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for completion in completions
    ]
    for process in processes:
        _, err = process.communicate()
        assert (process.returncode, err.decode()) == (0, "")
    text = (data / "tasks.yaml").read_text(encoding="utf-8")
    original = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    assert text.count("on: 2021-07-01") == len(completions)
    rest = iter(text.splitlines())
    assert all(line in rest for line in original.splitlines())  # each is there, in its order
    assert sorted(path.name for path in data.iterdir()) == NAMES


def test_who_does_not_let_go(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.storage.files._WAIT", 0.05)
    before = contents(data)
    busy = "另一个 anju 正在写 data，等了 0.05 秒还没有写完，这次没有写。请过一会儿再运行一次。\n"
    with locked(data, "data"):
        done = run("done", "3.1", cwd=data.parent)
        assert (done.code, done.out, done.err) == (1, "", busy)
        # To look is not to write.
        assert run("done", "3.1", "--dry-run", cwd=data.parent).code == 0
        with pytest.raises(OutputError), locked(data, "data"):
            pass
    assert contents(data) == before


def test_fixing_waits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.storage.files._WAIT", 0.05)
    data = base_with(tmp_path / "data", "quotas", "司法局: 18", "司法局：18")
    with locked(data, "data"):
        outcome = run("validate", "--fix", cwd=tmp_path)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith("另一个 anju 正在写 data，等了 0.05 秒")
    assert run("validate", "--fix", cwd=tmp_path).code == 0
    assert sorted(path.name for path in data.iterdir()) == NAMES


def test_an_edit_waits_too_and_is_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the editor opens, nothing is begun; after it, the draft stays."""
    monkeypatch.setattr("anju_cli.storage.files._WAIT", 0.05)
    before = (data / "quotas.yaml").read_bytes()
    code = (
        "import os, sys; open(sys.argv[1], 'ab').write(b'# mine\\n'); os.mkdir('data/.anju.lock')"
    )
    variables = {"NO_COLOR": "1", "EDITOR": shlex.join((sys.executable, "-c", code))}
    variables["XDG_STATE_HOME"] = str(data.parent / "state")
    with locked(data, "data"):
        refused = run("edit", "quotas", cwd=data.parent, variables=variables)
    assert (refused.code, refused.out) == (1, "")
    busy = "另一个 anju 正在写 data，等了 0.05 秒还没有写完，这次没有写。请过一会儿再运行一次。\n"
    assert refused.err == busy
    assert not (data.parent / "state").exists()
    edited = run("edit", "quotas", cwd=data.parent, variables=variables)
    assert (edited.code, edited.out) == (1, "")
    unlocked, kept, _ = edited.err.splitlines()
    assert unlocked.startswith("没有写 data，因为锁不住这个文件夹：data/.anju.lock 是链接或文件夹")
    (draft,) = (data.parent / "state").rglob("quotas.yaml")
    assert kept == f"没有保存。草稿留在 {draft}。"
    assert (data / "quotas.yaml").read_bytes() == before
    assert draft.read_bytes() == before + b"# mine\n"


# -- all or nothing ----------------------------------------------------------


@needs_fork
def test_killed_at_any_moment_a_plan_is_whole(data: Path) -> None:
    chance = random.Random(20211231)
    path = ("tasks", 2, "deadlines", 0, "done")
    old = (data / "tasks.yaml").read_bytes()
    new = old + b"        done:\n          on: 2021-06-30\n"

    def turn() -> None:
        is_done = (data / "tasks.yaml").read_bytes() == new
        rewrite(data, {"tasks": [Drop(path) if is_done else Put((*path, "on"), "2021-06-30")]})

    turn()  # everything is imported
    seen = set()
    for _ in range(25):
        assert killed(turn, chance.uniform(0.0, 0.04))
        assert (data / "tasks.yaml").read_bytes() in (old, new)
        seen.add((data / "tasks.yaml").read_bytes())
    assert seen == {old, new}
    turn()
    assert sorted(contents(data)) == NAMES


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_is_full(data: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    before = contents(data)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(call, full)
    done = run("done", "3.1", cwd=data.parent)
    assert (done.code, done.out) == (1, "")
    assert done.err == "无法写入 data/tasks.yaml：磁盘空间不足。请清理磁盘，或者换一个位置。\n"
    assert contents(data) == before


def test_the_second_file_that_cannot_be_written(data: Path) -> None:
    before, err = contents(data), io.StringIO()
    (data / "quotas.yaml").chmod(0o444)
    with pytest.raises(typer.Exit):
        rewrite(data, MORE, err)
    assert err.getvalue() == (
        "无法写入 data/quotas.yaml：它是只读文件。请先去掉它的只读属性，再运行一次。"
        "已写入的有 data/tasks.yaml。\n"
    )
    assert contents(data)["quotas.yaml"] == before["quotas.yaml"]


def test_a_file_that_is_read_only(data: Path) -> None:
    before = contents(data)
    (data / "tasks.yaml").chmod(0o444)
    done = run("done", "3.1", cwd=data.parent)
    assert (done.code, done.out, done.err) == (
        1,
        "",
        "无法写入 data/tasks.yaml：它是只读文件。请先去掉它的只读属性，再运行一次。\n",
    )
    assert contents(data) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be written")
def test_a_folder_that_is_read_only(data: Path) -> None:
    data.chmod(0o500)
    try:
        done = run("done", "3.1", cwd=data.parent)
    finally:
        data.chmod(0o700)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("无法写入 data/tasks.yaml：没有写入权限")


def test_what_somebody_wrote_without_the_lock_is_not_lost(
    data: Path,
) -> None:
    theirs = (data / "tasks.yaml").read_bytes() + b"# theirs\n"

    def patch_of(_: Plan) -> Mapping[FileKind, Sequence[Put | Drop]]:
        (data / "tasks.yaml").write_bytes(theirs)
        return MORE

    err = io.StringIO()
    with pytest.raises(typer.Exit):
        rewrite_plan(
            environment(io.StringIO(), err, data.parent, TODAY),
            folder_of(data),
            patch_of,
            dry_run=False,
        )
    assert err.getvalue() == "data/tasks.yaml 刚才被别的程序改过，没有写回。请再运行一次。\n"
    assert (data / "tasks.yaml").read_bytes() == theirs


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (data / "tasks.yaml").rename(elsewhere / "tasks.yaml")
    (data / "tasks.yaml").symlink_to(elsewhere / "tasks.yaml")
    assert run("done", "3.1", cwd=data.parent).code == 0
    assert (data / "tasks.yaml").is_symlink()
    assert (elsewhere / "tasks.yaml").read_bytes().endswith(b"on: 2021-06-30\n")
