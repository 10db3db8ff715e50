"""Files as reports name them for readers who have another disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from anju_cli.render.diagnostics.paths import beside

BASE = Path("/office/plan")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("data/tasks.yaml", "data/tasks.yaml"),
        ("./data/tasks.yaml", "data/tasks.yaml"),
        ("../2022/tasks.yaml", "../2022/tasks.yaml"),
        ("/office/plan/data/tasks.yaml", "data/tasks.yaml"),
        ("/office/old/tasks.yaml", "../old/tasks.yaml"),
        ("<stdin>", "<stdin>"),
        ("\udcff.yaml", "?.yaml"),  # a name that is no UTF-8
    ],
)
def test_files_are_named_relative_to_where_the_program_was_started(file: str, name: str) -> None:
    assert beside(file, BASE) == name


def test_a_file_on_another_drive_is_named_without_the_drive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def on_two_drives(path: Path, start: Path) -> str:
        raise ValueError(f"path is on mount 'D:', start on mount 'C:': {path} {start}")

    monkeypatch.setattr("os.path.relpath", on_two_drives)
    assert beside("/usb/data/tasks.yaml", BASE) == "usb/data/tasks.yaml"
