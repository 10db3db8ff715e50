"""Told to end, anju clears away what it began, as after Ctrl-C."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import copy_without_days

ENDING_ANJU = """\
import os, sys
if sys.argv[2] == "type":
    with open(sys.argv[3], "ab") as draft:
        draft.write(b"# typed\\n")
os.kill(os.getppid(), int(sys.argv[1]))
"""
"""An editor in which something is typed or not; then anju is told to end."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "does"), [(15, "look"), (1, "look"), (15, "type")])
def test_an_edit_that_is_told_to_end_leaves_what_was_typed_alone(
    tmp_path: Path, number: int, does: str
) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("these tests run under nohup")
    copy_without_days(tmp_path / "data")
    editor = shlex.join((sys.executable, "-c", ENDING_ANJU, str(number), does))
    ended = subprocess.run(
        (sys.executable, "-m", "anju_cli", "edit", "tasks"),
        cwd=tmp_path,
        env={**os.environ, "EDITOR": editor, "XDG_STATE_HOME": str(tmp_path / "state")},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 128 + number
    left = [path.name for path in (tmp_path / "state").rglob("*") if path.is_file()]
    assert sorted(left) == ([] if does == "look" else ["tasks.json", "tasks.yaml"])
    assert b"Traceback" not in ended.stderr
