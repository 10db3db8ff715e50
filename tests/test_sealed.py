"""Files of the cache: whole and for their key, or not at all; and not without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anju_cli import sealed
from anju_cli.sealed import clear, content_of, hash_of, read_sealed, write_sealed

KEY, OTHER = hash_of([b"key"]), hash_of([b"other"])


def test_what_was_sealed_comes_back_for_its_key_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.plan"
    for body in (b"", b"one", bytes(100_000)):
        write_sealed(file, KEY, body)
        assert read_sealed(file, KEY) == body
        assert read_sealed(file, OTHER) is None
    assert [path.name for path in file.parent.iterdir()] == ["a.plan"]


@pytest.mark.parametrize("data", [b"", b"short", bytes(32), bytes(64)])
def test_another_file_has_no_seal(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.plan").write_bytes(data)
    assert read_sealed(tmp_path / "a.plan", KEY) is None


def test_where_one_part_ends_makes_another_hash() -> None:
    assert hash_of([b"ab", b"c"]) != hash_of([b"a", b"bc"]) != hash_of([b"abc"])
    assert len(hash_of([])) == 32


def test_only_ordinary_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="not read"):
        content_of(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        content_of(str(tmp_path / "none"))
    (tmp_path / "file").write_bytes(b"12345")
    assert content_of(str(tmp_path / "file")) == b"12345"
    monkeypatch.setattr(sealed, "_MAX_BYTES", 4)
    with pytest.raises(OSError, match="not read"):
        content_of(str(tmp_path / "file"))


def test_a_write_that_fails_leaves_the_old_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.plan"
    write_sealed(file, KEY, b"old")

    def fail(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PermissionError):
        write_sealed(file, KEY, b"new")
    assert read_sealed(file, KEY) == b"old"
    assert list(tmp_path.iterdir()) == [file]


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_longest_ago_is_removed_first(tmp_path: Path) -> None:
    for at, name in enumerate(("old.plan", "a.found", "b.plan", "new.plan")):
        (tmp_path / name).write_bytes(bytes(100))
        os.utime(tmp_path / name, (at, at))
    clear(tmp_path, 400)
    assert kept(tmp_path) == ["a.found", "b.plan", "new.plan", "old.plan"]
    clear(tmp_path, 399)
    assert kept(tmp_path) == ["a.found", "b.plan", "new.plan"]
    clear(tmp_path, 199)
    assert kept(tmp_path) == ["new.plan"]


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(bytes(1000))
    (tmp_path / "folder.plan").mkdir()
    (tmp_path / "left.tmp").write_bytes(b"of a run that was killed")
    clear(tmp_path, 0)
    assert kept(tmp_path) == ["folder.plan", "mine.txt"]
    clear(tmp_path / "none", 0)


def test_the_folder_is_cleared_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_MOST_KEPT", 0)
    cleared = []
    for first in range(256):
        monkeypatch.setattr(os, "urandom", lambda count, byte=first: bytes([byte] * count))
        write_sealed(tmp_path / "a.plan", KEY, b"")
        cleared.append(not kept(tmp_path))
    assert cleared == [first < 8 for first in range(256)]
