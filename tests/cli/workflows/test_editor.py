"""Which editor is run, and what is said when it cannot be."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from anju_cli.cli.workflows.editor import Editor, EditorNotFound, find_editor

NANO = "例如：export EDITOR=nano"


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> str:
    """A program in ``folder``; its path."""
    if sys.platform == "win32":
        pytest.skip("there it is the suffix that makes a program")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def found(platform: str = "linux", **variables: str) -> Editor:
    return find_editor(variables, platform)


def refusal(platform: str = "linux", **variables: str) -> tuple[str, str]:
    with pytest.raises(EditorNotFound) as raised:
        find_editor(variables, platform)
    return raised.value.source, str(raised.value)


# -- which one -------------------------------------------------------------


def test_visual_goes_before_editor(tmp_path: Path) -> None:
    one, other = program(tmp_path, "one"), program(tmp_path, "other")
    assert found(VISUAL=one, EDITOR=other) == Editor((one,), one)
    assert found(VISUAL=" ", EDITOR=other) == Editor((other,), other)


def test_a_name_is_looked_up_on_the_path(tmp_path: Path) -> None:
    path = program(tmp_path, "jed")
    assert found(EDITOR="jed", PATH=str(tmp_path)) == Editor((path,), "jed")


def test_arguments_are_parted_as_in_a_shell(tmp_path: Path) -> None:
    path = program(tmp_path, "code")
    written = "code --wait --user-data-dir 'a b'"
    arguments = ("--wait", "--user-data-dir", "a b")
    assert found(EDITOR=written, PATH=str(tmp_path)) == Editor((path, *arguments), "code")


def test_a_path_with_a_blank_needs_no_quotes(tmp_path: Path) -> None:
    folder = tmp_path / "Program Files"
    folder.mkdir()
    path = program(folder, "ed")
    assert found(EDITOR=path) == Editor((path,), path)
    assert found(EDITOR=f"'{path}' -x") == Editor((path, "-x"), path)


def test_on_windows_a_backslash_parts_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    notepad = r"C:\Program Files\Notepad++\notepad++.exe"
    monkeypatch.setattr("shutil.which", lambda name, path: name if name == notepad else None)  # noqa: ARG005
    assert found("win32", EDITOR=f'"{notepad}" -multiInst') == Editor(
        (notepad, "-multiInst"), notepad
    )
    assert found("win32", EDITOR=notepad) == Editor((notepad,), notepad)


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
    paths = {one: program(tmp_path, one) for one in there}
    assert found(platform, PATH=str(tmp_path)) == Editor((paths[name],), name)


# -- refusals --------------------------------------------------------------


def test_there_is_none() -> None:
    assert refusal() == (
        "EDITOR",
        f"没有找到编辑器。请用环境变量 EDITOR 指定一个，{NANO}",
    )
    assert refusal("win32")[1].endswith("例如：set EDITOR=notepad")


def test_the_one_that_is_named_is_not_there() -> None:
    assert refusal(VISUAL="emcas -nw", EDITOR="vi") == (
        "VISUAL",
        f"找不到编辑器“emcas”。请改成装好了的编辑器，{NANO}",
    )


def test_quotes_that_do_not_close() -> None:
    assert refusal(EDITOR="vi 'a") == ("EDITOR", "“vi 'a”的引号不成对")


@pytest.mark.parametrize(
    ("written", "option"),
    [("code", "--wait"), ("subl -n", "--wait"), ("gvim", "--nofork")],
)
def test_an_editor_that_would_not_wait(written: str, option: str, tmp_path: Path) -> None:
    name = written.split()[0]
    program(tmp_path, name)
    path = str(tmp_path)
    assert refusal(EDITOR=written, PATH=path) == (
        "EDITOR",
        f"{name} 不等文件关上就退出，等不到您改完。请写成：{written} {option}",
    )
    assert found(EDITOR=f"{written} {option}", PATH=path).command[-1] == option


# -- running it ------------------------------------------------------------


def python(code: str) -> Editor:
    return Editor((sys.executable, "-c", code), "ed")


def edit(editor: Editor, *files: Path, cwd: Path, **variables: str) -> str | None:
    return editor.edit(files, cwd, variables)


def test_all_files_in_one_call_in_the_folder_with_the_variables(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys\n"
        "said = [os.getcwd(), os.environ['LANG_OF_TEST'], *sys.argv[1:]]\n"
        "pathlib.Path('said').write_text('|'.join(said), encoding='utf-8')\n"
    )
    files = (tmp_path / "甲.yaml", tmp_path / "乙 丙.yaml")
    assert edit(python(code), *files, cwd=tmp_path, LANG_OF_TEST="zh") is None
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert said == "|".join((str(tmp_path), "zh", *map(str, files)))


def test_an_exit_code(tmp_path: Path) -> None:
    said = edit(python("raise SystemExit(3)"), cwd=tmp_path)
    assert said == "编辑器 ed 没有正常退出（退出码 3）。"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_signal(tmp_path: Path) -> None:
    said = edit(python("import os; os.kill(os.getpid(), 9)"), cwd=tmp_path)
    assert said == "编辑器 ed 被中断了（信号 9）。"


def test_what_is_no_program(tmp_path: Path) -> None:
    path = program(tmp_path, "ed", "no program\n")
    assert edit(Editor((path,), "ed"), cwd=tmp_path) == "编辑器 ed 不能运行（错误号 8）。"


def test_ctrl_c_is_for_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds what has not been saved: it is waited for, not killed."""
    wait = subprocess.Popen.wait
    presses: Iterator[bool] = iter((True, True, False))

    def interrupted(self: subprocess.Popen[bytes]) -> int:
        if next(presses):
            raise KeyboardInterrupt
        return wait(self)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    code = "import pathlib; pathlib.Path('saved').touch()"
    assert edit(python(code), cwd=tmp_path) is None
    assert (tmp_path / "saved").exists()
