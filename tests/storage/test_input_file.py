"""Files from outside: what is read of them, and what is not waited for."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from anju_cli.storage import input_file
from anju_cli.storage.input_file import InputError, read_input

NOT_ORDINARY = ("这不是普通的文件", "请换成普通的文件；管道里的内容请先存成文件")


def refusal(path: Path, most: int = 10, *, only_own: bool = False) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read_input(path, most, only_own=only_own)
    return str(caught.value), caught.value.hint


def test_a_file_of_as_much_as_may_be_is_read_and_no_longer_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"", b"\r\n\x1a" * 3, b"0123456789"):
        path.write_bytes(content)
        assert read_input(path, 10) == content
    path.write_bytes(b"0123456789a")
    too_large = ("文件有 1 MB，超过上限 0 MB", "请检查是不是放错了文件")
    assert refusal(path) == too_large


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no /proc")
def test_a_file_that_does_not_know_its_size_is_read_to_the_limit() -> None:
    assert Path("/proc/self/status").stat().st_size == 0
    assert read_input(Path("/proc/self/status"), 10**6).startswith(b"Name:")
    assert refusal(Path("/proc/self/status"))[0] == "文件有 1 MB，超过上限 0 MB"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_devices_and_sockets_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    monkeypatch.setattr(input_file, "open", None, raising=False)
    for path in (tmp_path / "pipe", tmp_path / "socket", Path("/dev/zero"), Path("/dev/null")):
        assert refusal(path) == NOT_ORDINARY
    with pytest.raises(IsADirectoryError):
        read_input(tmp_path, 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_took_the_place_of_the_file_just_now_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "a", tmp_path / "pipe"
    path.write_bytes(b"a")
    os.mkfifo(pipe)
    stat = Path.stat

    def swapped(asked: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        about = stat(asked, follow_symlinks=follow_symlinks)
        if asked == path:
            pipe.replace(asked)
        return about

    monkeypatch.setattr(Path, "stat", swapped)
    assert refusal(path) == NOT_ORDINARY


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no user ids")
def test_only_a_file_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a")
    assert read_input(path, 10, only_own=True) == b"a"
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    assert refusal(path, only_own=True) == (
        "这是别人也能改的文件",
        "请换成只有自己能改的文件",
    )
    assert read_input(path, 10) == b"a"
