"""Which editor is run, and why none can be."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from anju_cli.cli.workflows.editor import find_editor, run_editor
from tests.running import environment

SET_ANOTHER = "请指定一个装好了的编辑器，例如：export EDITOR=nano"


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> str:
    """A program in ``folder``; its path."""
    if sys.platform == "win32":
        pytest.skip("there it is the suffix that makes a program")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def editor(platform: str = "linux", **variables: str) -> list[str]:
    return find_editor(variables, platform)


def refusal(platform: str = "linux", **variables: str) -> tuple[object, str]:
    with pytest.raises(typer.BadParameter) as raised:
        find_editor(variables, platform)
    return raised.value.param_hint, raised.value.message


# -- which one -------------------------------------------------------------


def test_visual_goes_before_editor(tmp_path: Path) -> None:
    visual, other = program(tmp_path, "visual"), program(tmp_path, "other")
    assert editor(VISUAL=visual, EDITOR=other) == [visual]
    assert editor(VISUAL=" ", EDITOR=other) == [other]


def test_a_name_is_looked_up_on_the_path(tmp_path: Path) -> None:
    path = program(tmp_path, "jed")
    assert editor(EDITOR="jed", PATH=str(tmp_path)) == [path]


def test_arguments_are_parted_as_in_a_shell(tmp_path: Path) -> None:
    path = program(tmp_path, "code")
    written = "code --wait --user-data-dir 'a b'"
    arguments = ["--wait", "--user-data-dir", "a b"]
    assert editor(EDITOR=written, PATH=str(tmp_path)) == [path, *arguments]


def test_a_path_with_a_blank_needs_no_quotes(tmp_path: Path) -> None:
    folder = tmp_path / "Program Files"
    folder.mkdir()
    path = program(folder, "ed")
    assert editor(EDITOR=path) == [path]
    assert editor(EDITOR=f"'{path}' -x") == [path, "-x"]


def test_on_windows_a_backslash_parts_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    notepad = r"C:\Program Files\Notepad++\notepad++.exe"
    monkeypatch.setattr("shutil.which", lambda name, path: name if name == notepad else None)  # noqa: ARG005
    assert editor("win32", EDITOR=f'"{notepad}" -multiInst') == [notepad, "-multiInst"]
    assert editor("win32", EDITOR=notepad) == [notepad]


@pytest.mark.parametrize(
    ("platform", "there", "name"),
    [
        ("linux", ("vi", "nano"), "nano"),
        ("darwin", ("vi",), "vi"),
        ("win32", ("vi", "notepad"), "notepad"),
    ],
)
def test_without_a_variable_what_the_platform_has(
    platform: str, there: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    paths = {program_name: program(tmp_path, program_name) for program_name in there}
    assert editor(platform, PATH=str(tmp_path)) == [paths[name]]


# -- refusals --------------------------------------------------------------


def test_there_is_none() -> None:
    assert refusal() == ("环境变量 EDITOR", f"找不到编辑器“vi”。{SET_ANOTHER}")
    assert refusal("win32")[1].endswith("例如：set EDITOR=notepad")


@pytest.mark.parametrize(("written", "name"), [("emcas -nw", "emcas"), ("vi 'a", "vi 'a")])
def test_the_one_that_is_named_is_not_there(written: str, name: str) -> None:
    assert refusal(VISUAL=written, EDITOR="vi") == (
        "环境变量 VISUAL",
        f"找不到编辑器“{name}”。{SET_ANOTHER}",
    )


@pytest.mark.parametrize(
    ("written", "option"),
    [("code", "--wait"), ("code-insiders", "--wait"), ("subl -n", "--wait"), ("gvim", "--nofork")],
)
def test_an_editor_that_would_not_wait(written: str, option: str, tmp_path: Path) -> None:
    name = written.split()[0]
    program(tmp_path, name)
    path = str(tmp_path)
    assert refusal(EDITOR=written, PATH=path) == (
        "环境变量 EDITOR",
        f"{name} 不等文件关上就退出，等不到您改完。请写成：{written} {option}",
    )
    assert editor(EDITOR=f"{written} {option}", PATH=path)[-1] == option


# -- running it ------------------------------------------------------------


def edit(code: str, *files: Path, cwd: Path) -> int:
    """Edit with a program in Python; its exit code."""
    world = environment(io.StringIO(), io.StringIO(), cwd, variables={"LANG_OF_TEST": "zh"})
    return run_editor([sys.executable, "-c", code], files, world)


def test_all_files_in_one_call_in_the_folder_with_the_variables(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\n"
        "words = [os.getcwd(), os.environ['LANG_OF_TEST'], *sys.argv[1:]]\n"
        "pathlib.Path('words').write_text('|'.join(words), encoding='utf-8')\n"
    )
    files = (tmp_path / "甲.yaml", tmp_path / "乙 丙.yaml")
    assert edit(code, *files, cwd=tmp_path) == 0
    words = (tmp_path / "words").read_text(encoding="utf-8")
    assert words == "|".join((str(tmp_path), "zh", *map(str, files)))


def test_an_exit_code(tmp_path: Path) -> None:
    assert edit("raise SystemExit(3)", cwd=tmp_path) == 3


def test_ctrl_c_is_for_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds what has not been saved: it is waited for, not killed."""
    wait = subprocess.Popen.wait
    presses: Iterator[bool] = iter((True, True, False))

    def interrupted(self: subprocess.Popen[bytes]) -> int:
        if next(presses):
            raise KeyboardInterrupt
        return wait(self)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    assert edit("import pathlib; pathlib.Path('saved').touch()", cwd=tmp_path) == 0
    assert (tmp_path / "saved").exists()
