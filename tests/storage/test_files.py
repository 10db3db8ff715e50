"""Data files of a folder that several write in: one at a time, each whole."""

from __future__ import annotations

import errno
import os
import random
import struct
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from anju_cli.storage import files, replacing
from anju_cli.storage.files import LOCK_NAME, OutputError, locked, write_back, write_file
from anju_cli.storage.replacing import replace_file
from tests.processes import (
    OFFICE,
    become,
    by,
    has_done,
    killed,
    killed_at,
    needs_fork,
    needs_people,
    start,
)


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
@pytest.mark.parametrize("umasks", [(0o022, 0o022), (0o077, 0o002)])
@pytest.mark.parametrize("folder_mode", [0o2775, 0o3775])
def test_counts_by_two_people_at_once_are_all_counted(
    office: Path, umasks: tuple[int, int], folder_mode: int
) -> None:
    office.chmod(folder_mode)  # with the sticky bit none removes what is the other's
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


def lock(folder: Path) -> None:
    with locked(folder, "data"):
        pass


def refusal(work: Callable[[], None]) -> str:
    """What is said instead of doing ``work``; nothing where it is done."""
    try:
        work()
    except OutputError as error:
        return str(error)
    return ""


@needs_people
def test_a_lock_of_somebody_else_that_cannot_be_used(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju_cli.storage.files.time.sleep", lambda _: None)
    theirs = file_of(ANNA, office / LOCK_NAME, b"theirs", 0o644)
    assert by(BO, lambda: refusal(lambda: lock(office))) == (
        "没有写 data，因为锁不住这个文件夹：data/.anju.lock 是 用户 61001 的，您不能用它。"
        "没有别人正在用 anju 写的时候，请把它删掉（删不掉的，请 用户 61001 删），再运行一次。"
    )
    assert theirs.read_bytes() == b"theirs"
    assert by(ANNA, lambda: refusal(lambda: lock(office))) == ""
    assert contents(office) == {}


@needs_people
def test_a_folder_in_which_one_may_not_write(office: Path) -> None:
    office.chmod(0o755)
    assert by(BO, lambda: refusal(lambda: lock(office))) == (
        "无法写入 data：没有写入权限，或者文件正在别的程序（例如 Excel）里打开着。"
        "请关闭那个程序，或者换一个位置。"
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_what_stands_in_the_place_of_the_lock_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    data = tmp_path / "data"
    data.mkdir()
    place = data / LOCK_NAME
    no = (
        "没有写 data，因为锁不住这个文件夹：data/.anju.lock 是链接或文件夹，不是 anju 建的。"
        "请把它移走，再运行一次。"
    )
    place.symlink_to(theirs)
    assert refusal(lambda: lock(data)) == no
    place.unlink()
    place.mkdir()
    assert refusal(lambda: lock(data)) == no
    place.rmdir()
    os.mkfifo(place)
    assert refusal(lambda: lock(data)) == ""  # it can be locked
    os.link(theirs, place)
    assert refusal(lambda: lock(data)) == ""
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
    assert refusal(lambda: lock(tmp_path)) == f"无法写入 data：{why}"


def test_a_folder_that_is_a_file_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert refusal(lambda: lock(tmp_path / "data")).endswith("/data 不是文件夹。请换一个位置。")


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
    assert step > 15
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


# -- whose it is stays --

ACL_NAME = "system.posix_acl_access"


def acl(*others: tuple[int, int]) -> bytes:
    """An ACL of a file that its owner and group may write, and each user of ``others`` (with
    these rights): as the system keeps it."""
    everybody = 2**32 - 1
    entries = [(0x01, 6, everybody), *((0x02, rights, user) for user, rights in others)]
    entries += [(0x04, 6, everybody), (0x10, 6, everybody), (0x20, 0, everybody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def marked(path: Path) -> Path:
    """Give a file an ACL and an attribute, where the disk has such."""
    try:
        os.setxattr(path, ACL_NAME, acl((ANNA, 6), (BO, 6)))
        os.setxattr(path, "user.origin", "区政府".encode())
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
    return path


@needs_people
@pytest.mark.parametrize("writer", [ANNA, BO, 0])
def test_owner_group_mode_acl_and_attributes_stay(office: Path, writer: int) -> None:
    path = marked(file_of(ANNA, office / "tasks.yaml", b"old"))
    before, inode = marks(path), path.stat().st_ino
    write = partial(replace_file, path, b"newer", old=b"old")
    assert by(writer, lambda: refusal(write), 0o077) == ""
    assert (contents(office), marks(path)) == ({"tasks.yaml": b"newer"}, before)
    # Only who cannot give a file to its owner writes into it.
    assert (path.stat().st_ino == inode) is (writer == BO)


@needs_people
def test_an_answer_too_stays_whose_it_was(office: Path) -> None:
    path = file_of(ANNA, office / "台账.csv", b"longer than that")
    before = marks(path)
    assert by(BO, lambda: refusal(lambda: write_file(path, "台账.csv", b"new"))) == ""
    assert (contents(office), marks(path)) == ({"台账.csv": b"new"}, before)


@needs_people
def test_a_file_that_only_its_owner_may_write(office: Path) -> None:
    path = file_of(ANNA, office / "台账.csv", b"old", 0o644)
    assert by(BO, lambda: refusal(lambda: write_file(path, "台账.csv", b"new"))) == (
        "无法写入 台账.csv：它是 用户 61001 的文件，您不能写它。"
        "请 用户 61001 让您也能写，再运行一次。"
    )
    assert contents(office) == {"台账.csv": b"old"}


@needs_people
def test_nobody_reads_what_he_could_not_read_before(office: Path) -> None:
    """Neither the draft nor the copy of what was there, at any moment."""
    path = file_of(ANNA, office / "quotas.yaml", b"old", 0o660)
    office.chmod(0o777)  # what is made in it has the group of who makes it
    seen = office / "seen"
    seen.touch()
    seen.chmod(0o666)

    def look(_: int) -> None:
        with seen.open("a") as log:
            for each in office.iterdir():
                status = each.stat()
                if each != seen and status.st_gid != OFFICE and status.st_mode & 0o077:
                    log.write(each.name)

    def write() -> str:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(os, "fsync", look)
            return refusal(lambda: replace_file(path, b"new", old=b"old"))

    assert by(BO, write) == ""
    assert contents(office) == {"quotas.yaml": b"new", "seen": b""}


# -- in the file itself --


@pytest.fixture
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be given the owner of a file."""
    monkeypatch.setattr(replacing, "take_after", lambda *_: False)


def on_sync(path: Path, then: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do ``then`` when ``path`` itself is put on the disk."""
    number = path.stat().st_ino

    def sync(file: int) -> None:
        if os.fstat(file).st_ino == number:
            then()

    monkeypatch.setattr(os, "fsync", sync)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("in_place")
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_what_was_there_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_bytes(b"old")
    left = [error]

    def fail() -> None:
        assert contents(tmp_path)[".anju-undo-tasks.yaml"] == b"old"
        if left:
            raise left.pop()

    on_sync(path, fail, monkeypatch)
    with pytest.raises(type(error)):
        replace_file(path, b"newer", old=b"old")
    assert contents(tmp_path) == {"tasks.yaml": b"old"}


@pytest.mark.usefixtures("in_place")
def test_what_cannot_be_put_back_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_bytes(b"old")
    on_sync(path, full, monkeypatch)
    undo = tmp_path / ".anju-undo-tasks.yaml"
    compare = (
        f"上次写 tasks.yaml 时中断了，写以前的内容在 {undo}。"
        "请比较这两个文件，让 tasks.yaml 是对的那份，删掉 .anju-undo-tasks.yaml，再运行一次。"
    )
    no = f"无法写入 a：{compare}"
    assert refusal(lambda: write_file(path, "a", b"new")) == no
    monkeypatch.undo()
    assert undo.read_bytes() == b"old"
    # Nothing is written before a person has looked at it, in either way.
    assert refusal(lambda: write_file(path, "a", b"new")) == no
    assert refusal(lambda: lock(tmp_path)) == f"没有写 data：{compare}"
    undo.unlink()
    assert refusal(lambda: lock(tmp_path)) == ""


@needs_people
def test_killed_between_any_two_calls_what_a_colleague_had_is_there(office: Path) -> None:
    path, undo = office / "tasks.yaml", office / ".anju-undo-tasks.yaml"
    old, new = b"a" * 10_000, b"b" * 9_000

    def turn() -> None:
        with locked(office, "here"):
            replace_file(path, new, old=old)

    def by_colleague() -> None:
        become(BO)
        turn()

    file_of(ANNA, path, old)
    turn()  # everything is imported
    step, copies = 0, 0
    is_killed = True
    while is_killed:
        path.write_bytes(old)
        undo.unlink(missing_ok=True)
        step += 1
        is_killed = killed_at(by_colleague, step, files, replacing)
        if undo.exists():
            copies += 1
            assert undo.read_bytes() == old
            if copies == 1:
                assert str(undo) in by(ANNA, lambda: refusal(lambda: lock(office)))
        else:
            assert path.read_bytes() in (old, new)
    assert copies > 5
    assert contents(office) == {"tasks.yaml": new}


# -- somebody else, without a lock --


@pytest.mark.parametrize("is_alike", [True, False])
def test_what_is_saved_at_the_last_moment_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_alike: bool
) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(replacing, "take_after", lambda *_: is_alike)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(b"theirs"))
    write = partial(write_back, tmp_path, {"tasks": "a"}, {"tasks": b"old"}, {"tasks": b"new"})
    assert refusal(write) == "a 刚才被别的程序改过，没有写回。请再运行一次。"
    assert contents(tmp_path) == {"tasks.yaml": b"theirs"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_only_files_that_a_run_left_are_swept(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    data = tmp_path / "data"
    data.mkdir()
    (data / ".anju-data-1.tmp").mkdir()
    (data / ".anju-data-2.tmp").symlink_to(theirs)
    (data / ".anju-data-3.tmp").write_bytes(b"half of")
    (data / ".anju-4.tmp").write_bytes(b"an answer that is just being written here")
    lock(data)
    assert sorted(path.name[-5] for path in data.iterdir()) == ["1", "2", "4"]
    assert theirs.read_bytes() == b"theirs"


@needs_people
def test_what_another_left_does_not_keep_ones_own_from_being_swept(office: Path) -> None:
    office.chmod(0o3775)
    for number in range(8):  # a folder names them in any order
        file_of(ANNA if number % 2 else BO, office / f".anju-data-{number}.tmp", b"half of")
    assert by(ANNA, lambda: refusal(lambda: lock(office))) == ""
    assert sorted(path.name[-5] for path in office.iterdir()) == ["0", "2", "4", "6"]
