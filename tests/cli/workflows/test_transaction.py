"""Writing the plan's files: one at a time, all or nothing, and nothing wrong."""

from __future__ import annotations

import errno
import io
import os
import random
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import typer

from anju_cli.cli.workflows.transaction import rewrite_plan
from anju_cli.editing.patch import Drop, Put
from anju_cli.model.plan import Plan
from anju_cli.storage import files
from anju_cli.storage.files import (
    LOCK_NAME,
    OutputError,
    locked,
    replace_file,
    write_back,
    write_file,
)
from anju_cli.storage.folders import FileKind, Folder
from tests.running import BASE, ROOT, TODAY, base_with, copy_of_base, environment, run

NAMES = ["quotas.yaml", "tasks.yaml", "units.yaml"]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


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


def test_a_hundred_counts_by_threads_are_all_counted(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_bytes(b"0")

    def count() -> None:
        for _ in range(25):
            with locked(tmp_path, "here"):
                replace_file(path, str(int(path.read_bytes()) + 1).encode())

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(tmp_path) == {"count": b"100"}


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
        refusal = run("validate", "--fix", cwd=tmp_path).refusal
        assert refusal.startswith("选项 --fix：另一个 anju 正在写 data，等了 0.05 秒")
    assert run("validate", "--fix", cwd=tmp_path).code == 0
    assert sorted(path.name for path in data.iterdir()) == NAMES


def test_an_edit_waits_too_and_is_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.storage.files._WAIT", 0.05)
    before = (data / "quotas.yaml").read_bytes()
    code = "import sys; open(sys.argv[1], 'ab').write(b'# mine\\n')"
    variables = {"NO_COLOR": "1", "EDITOR": shlex.join((sys.executable, "-c", code))}
    with locked(data, "data"):
        edited = run("edit", "quotas", cwd=data.parent, variables=variables)
    assert (edited.code, edited.out) == (1, "")
    busy, kept, _ = edited.err.splitlines()
    assert busy.startswith("另一个 anju 正在写 data，等了 0.05 秒还没有写完，这次没有写。")
    assert kept == "没有保存。草稿留在 data/.anju-edit.quotas.yaml。"
    assert (data / "quotas.yaml").read_bytes() == before
    assert (data / ".anju-edit.quotas.yaml").read_bytes() == before + b"# mine\n"


def test_a_lock_that_a_run_left_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).touch()
    (tmp_path / ".anju-0123abcd.tmp").write_bytes(b"half of")
    (tmp_path / ".anju-edit.tasks.yaml").write_bytes(b"a person's")
    with locked(tmp_path, "here"):
        assert sorted(contents(tmp_path)) == [".anju-edit.tasks.yaml", LOCK_NAME]
    assert contents(tmp_path) == {".anju-edit.tasks.yaml": b"a person's"}


# -- all or nothing ----------------------------------------------------------


def killed(work: Callable[[], None], delay: float) -> bool:
    """Run ``work`` over and over in a child that is killed ``delay`` seconds after its
    first turn."""
    turns, turned = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            while True:
                work()
                os.write(turned, b".")
        finally:
            os._exit(1)
    os.read(turns, 1)
    time.sleep(delay)  # nothing is waited for: that is when it is killed
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(turns)
    os.close(turned)
    return os.WIFSIGNALED(status)


@needs_fork
def test_killed_at_any_moment_a_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(20210630)
    path = tmp_path / "tasks.yaml"
    old, new = b"a" * 300_000, b"b" * 200_000
    path.write_bytes(old)

    def turn() -> None:
        with locked(tmp_path, "here"):
            now = path.read_bytes()
            replace_file(path, new if now == old else old)

    seen = set()
    for _ in range(60):
        assert killed(turn, chance.uniform(0, 0.008))
        assert path.read_bytes() in (old, new)
        seen.add(path.read_bytes())
    assert seen == {old, new}
    turn()
    assert list(contents(tmp_path)) == ["tasks.yaml"]


def killed_at(work: Callable[[], None], step: int) -> bool:
    """Run ``work`` once in a child that is killed at the ``step``-th call, or return from
    one, in the module that writes; whether it came that far."""
    child = os.fork()
    if child == 0:
        left = step

        def count(frame: FrameType, *_: object) -> None:
            nonlocal left
            code = frame.f_code
            left -= code.co_filename == files.__file__ or code.co_name == "replace"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(count)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@needs_fork
def test_killed_between_any_two_calls_a_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    old, new = b"a" * 10_000, b"b" * 9_000

    def turn() -> None:
        with locked(tmp_path, "here"):
            replace_file(path, new)

    path.write_bytes(old)
    turn()  # everything is imported
    states, step = [], 0
    is_killed = True
    while is_killed:
        path.write_bytes(old)
        step += 1
        is_killed = killed_at(turn, step)
        states.append(path.read_bytes())
    assert step > 30
    # Up to one moment it is the old file, from there on the new one.
    assert states == sorted(states)
    assert set(states) == {old, new}
    assert list(contents(tmp_path)) == ["tasks.yaml"]


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_bytes_that_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    opened = Path.open

    def on_a_full_disk(self: Path, *args: Any, **options: Any) -> Any:
        opened(self, *args, **options).close()  # the draft is there, and holds nothing
        return opened(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", on_a_full_disk)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        write_file(path, "a", b"new" * 100_000)
    monkeypatch.undo()
    assert contents(tmp_path) == {"a": b"old"}


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


def test_a_folder_that_cannot_be_locked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    before = contents(data)
    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    monkeypatch.setattr("anju_cli.storage.files.os.fsync", refuse)
    with pytest.raises(OutputError) as refused, locked(data, "data"):
        old: dict[FileKind, bytes] = {"tasks": before["tasks.yaml"]}
        write_back(data, {"tasks": "data/tasks.yaml"}, old, {"tasks": b"new"})
    assert str(refused.value) == ("无法写入 data/tasks.yaml：这个磁盘是只读的。请换一个位置。")
    assert contents(data) == before


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


@pytest.mark.skipif(os.name == "nt", reason="modes are of Unix")
def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (data / "tasks.yaml").rename(elsewhere / "tasks.yaml")
    (data / "tasks.yaml").symlink_to(elsewhere / "tasks.yaml")
    assert run("done", "3.1", cwd=data.parent).code == 0
    assert (data / "tasks.yaml").is_symlink()
    assert (elsewhere / "tasks.yaml").read_bytes().endswith(b"on: 2021-06-30\n")
