"""Data files of a folder that several write in: one at a time, each whole."""

from __future__ import annotations

import errno
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from anju_cli.storage import files, replacing
from anju_cli.storage.files import LOCK_NAME, OutputError, locked, write_file
from anju_cli.storage.replacing import replace_file
from tests.processes import OFFICE, by, has_done, killed, killed_at, needs_fork, needs_people, start


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def marks(path: Path) -> tuple[object, ...]:
    """Whose a file is, and who may do what with it."""
    status = path.stat()
    attributes = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return status.st_uid, status.st_gid, status.st_mode, attributes


@pytest.fixture
def office() -> Iterator[Path]:
    """A folder that two people share, in a place that both may enter."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        os.chown(path, 0, OFFICE)
        path.chmod(0o2775)
        yield path


def file_of(user: int, path: Path, data: bytes, mode: int = 0o664) -> Path:
    path.write_bytes(data)
    path.chmod(mode)
    os.chown(path, user, OFFICE)
    return path


ANNA, BO = 61_001, 61_002


# -- two people, one folder --


@needs_people
@pytest.mark.parametrize("umasks", [(0o022, 0o022), (0o077, 0o077), (0o002, 0o027)])
@pytest.mark.parametrize("folder_mode", [0o2775, 0o3775])
def test_counts_by_two_people_at_once_are_all_counted(
    office: Path, umasks: tuple[int, int], folder_mode: int
) -> None:
    office.chmod(folder_mode)
    path = file_of(ANNA, office / "count", b"0")
    before = marks(path)

    def count() -> None:
        for _ in range(8):
            with locked(office, "here"):
                now = path.read_bytes()
                replace_file(path, str(int(now) + 1).encode(), old=now)

    with locked(office, "here"):  # everything is imported
        people = [start(user, count, umask) for user, umask in zip((ANNA, BO), umasks, strict=True)]
    assert [has_done(child) for child in people] == [True, True]
    assert contents(office) == {"count": b"16"}
    assert marks(path) == before


def refusal(folder: Path) -> str:
    """What is said to who wants to lock ``folder``; nothing where that goes."""
    try:
        with locked(folder, "data"):
            return ""
    except OutputError as error:
        return str(error)


@needs_people
def test_a_lock_of_somebody_else_that_cannot_be_used(office: Path) -> None:
    lock = file_of(ANNA, office / LOCK_NAME, b"theirs", 0o644)
    assert by(BO, lambda: refusal(office)) == (
        "没有写 data，因为锁不住这个文件夹：data/.anju.lock 是 用户 61001 的，您不能用它。"
        "没有别人正在用 anju 写的时候，请把它删掉（删不掉的，请 用户 61001 删），再运行一次。"
    )
    assert lock.read_bytes() == b"theirs"
    assert by(ANNA, lambda: refusal(office)) == ""
    assert contents(office) == {}


@needs_people
def test_a_folder_in_which_one_may_not_write(office: Path) -> None:
    office.chmod(0o755)
    assert by(BO, lambda: refusal(office)) == (
        "无法写入 data：没有写入权限，或者文件正在别的程序（例如 Excel）里打开着。"
        "请关闭那个程序，或者换一个位置。"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_what_stands_in_the_place_of_the_lock_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    data = tmp_path / "data"
    data.mkdir()
    lock = data / LOCK_NAME
    no = (
        "没有写 data，因为锁不住这个文件夹：data/.anju.lock 是链接或文件夹，不是 anju 建的。"
        "请把它移走，再运行一次。"
    )
    lock.symlink_to(theirs)
    assert refusal(data) == no
    lock.unlink()
    lock.mkdir()
    assert refusal(data) == no
    lock.rmdir()
    os.mkfifo(lock)
    assert refusal(data) == ""  # it can be locked
    os.link(theirs, lock)
    assert refusal(data) == ""
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.ENOSPC, "磁盘空间不足。请清理磁盘，或者换一个位置。"),
        (errno.EROFS, "这个磁盘是只读的。请换一个位置。"),
        (errno.ENOLCK, f"系统不允许（{os.strerror(errno.ENOLCK)}）。请换一个位置或名字。"),
    ],
)
def test_nothing_is_written_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, why: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    assert refusal(tmp_path) == f"无法写入 data：{why}"


def test_a_folder_that_is_a_file_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert refusal(tmp_path / "data").endswith("/data 不是文件夹。请换一个位置。")


# -- one at a time --


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


def test_a_lock_that_a_run_left_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).touch()
    (tmp_path / ".anju-data-0123abcd.tmp").write_bytes(b"half of")
    (tmp_path / ".anju-edit.tasks.yaml").write_bytes(b"a person's")
    with locked(tmp_path, "here"):
        assert sorted(contents(tmp_path)) == [".anju-edit.tasks.yaml", LOCK_NAME]
    assert contents(tmp_path) == {".anju-edit.tasks.yaml": b"a person's"}


# -- all or nothing --


@needs_fork
def test_killed_at_any_moment_a_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(20210630)
    path = tmp_path / "tasks.yaml"
    old, new = b"a" * 300_000, b"b" * 200_000
    path.write_bytes(old)

    def turn() -> None:
        with locked(tmp_path, "here"):
            now = path.read_bytes()
            replace_file(path, new if now == old else old, old=now)

    seen = set()
    for _ in range(60):
        assert killed(turn, chance.uniform(0, 0.008))
        assert path.read_bytes() in (old, new)
        seen.add(path.read_bytes())
    assert seen == {old, new}
    turn()
    assert list(contents(tmp_path)) == ["tasks.yaml"]


@needs_fork
def test_killed_between_any_two_calls_a_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    old, new = b"a" * 10_000, b"b" * 9_000

    def turn() -> None:
        with locked(tmp_path, "here"):
            replace_file(path, new, old=old)

    path.write_bytes(old)
    turn()  # everything is imported
    states, step = [], 0
    is_killed = True
    while is_killed:
        path.write_bytes(old)
        step += 1
        is_killed = killed_at(turn, step, files, replacing)
        states.append(path.read_bytes())
    assert step > 30
    # Up to one moment it is the old file, from there on the new one.
    assert states == sorted(states)
    assert set(states) == {old, new}
    assert list(contents(tmp_path)) == ["tasks.yaml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_bytes_that_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    opened = os.open

    def on_a_full_disk(name: str, flags: int, mode: int) -> int:
        os.close(opened(name, flags, mode))  # the draft is there, and holds nothing
        return opened("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", on_a_full_disk)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        write_file(path, "a", b"new" * 100_000)
    monkeypatch.undo()
    assert contents(tmp_path) == {"a": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="modes are of Unix")
def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
