"""Files of the cache: whole and for their key, or not at all; and not without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anju_cli.storage import sealed
from anju_cli.storage.sealed import clear, content_of, hash_of, read_sealed, write_sealed

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
    one, two, three, four = (f"{name * 32}.plan" for name in "1234")
    for at, name in enumerate((three, four, two, one)):
        (tmp_path / name).write_bytes(bytes(100))
        os.utime(tmp_path / name, (at, at))
    clear(tmp_path, 400)
    assert kept(tmp_path) == [one, two, three, four]
    clear(tmp_path, 399)
    assert kept(tmp_path) == [one, two, four]
    clear(tmp_path, 199)
    assert kept(tmp_path) == [one]


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    """ANJU_CACHE may be a folder of a person's own."""
    theirs = ["lost.found", "meeting.plan", "mine.txt", "precious.tmp"]
    for name in theirs:
        (tmp_path / name).write_bytes(bytes(1000))
    (tmp_path / f"{'a' * 32}.plan").mkdir()
    (tmp_path / f"{'a' * 32}-0123abcd.tmp").write_bytes(b"of a run that was killed")
    clear(tmp_path, 0)
    assert kept(tmp_path) == [f"{'a' * 32}.plan", *theirs]
    clear(tmp_path / "none", 0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such numbers")
def test_a_file_of_somebody_else_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sealed(tmp_path / "a.plan", KEY, b"one")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1, raising=False)
    with pytest.raises(OSError, match="of somebody else"):
        read_sealed(tmp_path / "a.plan", KEY)
    assert content_of(str(tmp_path / "a.plan")).endswith(b"one")  # plans may be anybody's


def test_what_would_not_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_MAX_BYTES", 40)
    write_sealed(tmp_path / "a.plan", KEY, bytes(8))
    assert read_sealed(tmp_path / "a.plan", KEY) == bytes(8)
    with pytest.raises(OSError, match="too much"):
        write_sealed(tmp_path / "b.plan", KEY, bytes(9))
    assert kept(tmp_path) == ["a.plan"]


def test_another_library_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "site-packages"
    place.mkdir()
    monkeypatch.setattr("sys.path", [str(place), str(tmp_path / "gone-packages")])
    os.utime(place, (1, 1))
    before = sealed.program(1)
    assert sealed.program(1) == before
    os.utime(place, (2, 2))
    assert sealed.program(1) != before


def test_the_folder_is_cleared_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "_MOST_KEPT", 0)
    cleared = []
    for first in range(256):
        monkeypatch.setattr(os, "urandom", lambda count, byte=first: bytes([byte] * count))
        write_sealed(tmp_path / f"{'a' * 32}.plan", KEY, b"")
        cleared.append(not kept(tmp_path))
    assert cleared == [first < 8 for first in range(256)]
