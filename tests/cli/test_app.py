"""The edge of the program: exit codes, closed pipes, poor consoles, the real process."""

from __future__ import annotations

import errno
import importlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from openpyxl import Workbook
from typer.utils import get_params_from_function

from anju_cli import __version__
from anju_cli.cli.app import COMMANDS, app, main
from anju_cli.cli.chinese.partial import partial_line
from anju_cli.text.width import display_width
from tests.checkouts import commit, init
from tests.running import BASE, ROOT, Outcome, environment, run

ANSWERS = [
    ("status",),
    ("tasks", "--unit", "综合执法局"),
    ("show", "12"),
    ("unit", "司法局"),
    ("units", "-f", "csv"),
    ("deadlines", "-f", "json"),
    ("due", "14", "--event", "2021-06-10", "--explain"),
    ("quotas", "-f", "md"),
    ("validate",),
    ("schema",),
    ("--help",),
    ("tasks", "--help"),
    ("--version",),
]


# -- parameters --------------------------------------------------------------


@pytest.mark.parametrize("name", list(COMMANDS))
def test_of_every_value_anju_says_what_it_is_called_and_how_it_is_read(name: str) -> None:
    """Help and errors ask for no more than this, and Typer's own reading is not used."""
    command = importlib.import_module(f"anju_cli.cli.commands.{name}").command
    params = partial_line(app, [name], "", None).ctx.command.params
    infos = get_params_from_function(command)
    for param in params:
        info = infos[param.name or ""]
        if getattr(param, "is_flag", False):
            assert (len(param.opts), param.secondary_opts, param.metavar) == (1, [], None)
            continue
        is_text = info.annotation in (str, str | None, list[str], list[str] | None)
        assert is_text or info.default.parser is not None, param.name
        assert param.metavar


# -- help ------------------------------------------------------------------


def test_without_a_command_it_is_the_help() -> None:
    outcome = run()
    assert outcome == run("--help") == run("-h")
    assert outcome.code == 0
    assert outcome.lines[0] == "用法：anju [选项] 命令 [参数]…"
    for name in COMMANDS:
        assert f"  {name} " in outcome.out
    assert re.findall(r"--[a-z-]+", outcome.out.partition("例子：")[0]) == ["--version", "--help"]


def test_the_version() -> None:
    assert run("--version") == Outcome(0, f"anju {__version__}\n", "")


def prepare(name: str, tmp_path: Path) -> None:
    """What the examples of a command speak of."""
    for folder in ("data", "data-2022"):
        shutil.copytree(ROOT / "data", tmp_path / folder)
    if name in ("diff", "validate"):
        init(tmp_path)
        for _ in range(3):
            commit(tmp_path)
    if name in ("validate", "deadlines"):
        for county in ("甲县", "乙县"):
            shutil.copytree(ROOT / "data", tmp_path / "各县的计划" / county)
    if name == "record":
        book = Workbook()
        for row in (("单位", "条数"), ("民政局", 12)):
            book.worksheets[0].append(row)
        book.save(tmp_path / "统计.xlsx")
        (tmp_path / "统计.csv").write_text("单位,累计,公开数\n应急局,90,9\n", encoding="utf-8")
    if name == "undone":
        event = ("14.4", "--event", "2021-06-28", "--unit", "安居镇")
        for mark in (("2.1",), ("16.1", "--period", "6月"), event):
            assert run("done", *mark, cwd=tmp_path).code == 0


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_examples_that_work(name: str, tmp_path: Path) -> None:
    prepare(name, tmp_path)
    editor = {"EDITOR": shlex.join((sys.executable, "-c", "pass")), "HOME": str(tmp_path)}
    outcome = run(name, "--help")
    assert outcome.code == 0
    assert outcome.lines[0].startswith(f"用法：anju {name}")
    examples = outcome.out.partition("例子：\n")[2].splitlines()
    assert examples
    for line in examples:
        program, command, *args = shlex.split(line)
        assert (program, command) == ("anju", name)
        assert run(name, *args, cwd=tmp_path, variables=editor).code == 0, line


def test_the_examples_of_the_help_work() -> None:
    examples = run("--help").out.partition("例子：\n")[2].splitlines()
    assert len(examples) == 3
    for line in examples:
        assert run(*shlex.split(line)[1:]).code == 0, line


def test_a_command_that_is_not_there() -> None:
    assert run("stauts").refusal == "没有命令 stauts。您要找的是不是 status？"


# -- a reader that has gone ------------------------------------------------


class ClosedPipe(io.StringIO):
    """A pipe that nobody reads any more: it fails when written, or only when flushed."""

    def __init__(self, *, buffered: bool) -> None:
        super().__init__()
        self.buffered = buffered

    def write(self, text: str, /) -> int:
        if not self.buffered:
            raise BrokenPipeError
        return super().write(text)

    def flush(self) -> None:
        if self.tell():
            raise BrokenPipeError


@pytest.mark.parametrize("buffered", [False, True])
@pytest.mark.parametrize("args", ANSWERS, ids=" ".join)
def test_a_closed_pipe_is_no_failure(args: tuple[str, ...], buffered: bool) -> None:
    err = io.StringIO()
    assert main(args, environment(ClosedPipe(buffered=buffered), err)) == 0
    assert err.getvalue() == ""


@pytest.mark.parametrize("buffered", [False, True])
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("validate", "tests/fixtures/bad/anchor-alone"), 1),
        (("validate", "tests/fixtures/bad/anchor-alone", "-f", "json"), 1),
        (("tasks", "--data", "tests/fixtures/bad/anchor-alone"), 1),
        (("stauts",), 2),
        (("tasks", "--section"), 2),
    ],
)
def test_a_closed_pipe_changes_no_verdict(args: tuple[str, ...], code: int, buffered: bool) -> None:
    out, err = (ClosedPipe(buffered=buffered) for _ in range(2))
    assert main(args, environment(out, err)) == code


def test_a_closed_pipe_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

    assert main(("units",), environment(Pipe(), io.StringIO())) == 1
    monkeypatch.setattr("anju_cli.render.streams._CLOSED_ON_WINDOWS", (os.name, errno.EINVAL))
    assert main(("units",), environment(Pipe(), io.StringIO())) == 0


# -- results that cannot be written ----------------------------------------


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    "args",
    [
        ("tasks", "-o", "一.csv"),
        ("export", "-o", "一.xlsx"),
        ("export", "-o", "一.csv"),
        ("remind", "--each", "-f", "html", "-o", "各单位"),
        ("validate", "-o", "一.sarif"),
        ("schema", "tasks", "-o", "一.json"),
    ],
    ids=" ".join,
)
def test_what_the_system_does_not_write_is_no_wrong_usage(
    args: tuple[str, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("anju_cli.storage.files.replace_file", fails)
    outcome = run(*args, cwd=tmp_path, variables={"ANJU_DATA": str(ROOT / BASE)})
    assert (outcome.code, outcome.out) == (1, "")
    assert re.fullmatch("无法写入 .*。\n", outcome.err)


@pytest.mark.parametrize("name", ["没有/一.csv", "有.csv/一.csv", "夹.csv", "长" * 300 + ".csv"])
def test_a_name_that_cannot_be_is_wrong_usage(name: str, tmp_path: Path) -> None:
    (tmp_path / "有.csv").touch()
    (tmp_path / "夹.csv").mkdir()
    outcome = run("units", "-o", name, cwd=tmp_path, variables={"ANJU_DATA": str(ROOT / BASE)})
    assert outcome.refusal.startswith(f"选项 --output：无法写入 {name}：")


# -- refusals on a terminal ------------------------------------------------


def test_a_refusal_is_wrapped_to_the_terminal_and_whole_on_a_pipe() -> None:
    words = ("tasks", "--section", "没有的部分", "--data", BASE)
    whole, wrapped = run(*words).err, run(*words, terminal=True, width=50).err
    assert max(map(display_width, whole.splitlines())) > 50
    assert max(map(display_width, wrapped.splitlines())) <= 50
    assert re.sub(r"\s", "", wrapped) == re.sub(r"\s", "", whole)


# -- Ctrl-C ----------------------------------------------------------------


def test_given_up_with_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("anju_cli.validation.loader.load", interrupted)
    assert run("tasks", variables={}) == Outcome(130, "", "已取消。\n")


# -- consoles that hold few characters -------------------------------------


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("args", ANSWERS, ids=" ".join)
def test_what_a_console_cannot_hold_is_a_question_mark(
    args: tuple[str, ...], encoding: str, terminal: bool
) -> None:
    # as Environment.of_this_process sets the streams up
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="\n")
        for _ in range(2)
    )
    assert main(args, environment(out, err, terminal=terminal)) == 0
    out.seek(0)
    assert out.read()


def test_gbk_holds_a_chinese_table() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="\n")
    assert main(("units", "--data", BASE, "--kind", "镇"), environment(out, io.StringIO())) == 0
    out.seek(0)
    assert out.read() == run("units", "--data", BASE, "--kind", "镇").out


# -- the real process ------------------------------------------------------


def process(*args: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "anju_cli", *args],
        cwd=ROOT,
        env={**_clean(os.environ), **variables},
        capture_output=True,
        check=False,
        timeout=60,
    )


def _clean(variables: Mapping[str, str]) -> dict[str, str]:
    ours = ("ANJU_DATA", "ANJU_TODAY", "PYTHONIOENCODING", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in variables.items() if name not in ours}
    return {**kept, "ANJU_CACHE": ""}  # nothing is left in the home of who runs the tests


def test_the_real_process_prints_what_main_prints() -> None:
    done = process("units", "--kind", "街道", PYTHONIOENCODING="utf-8")
    shown = done.stdout.decode().replace(os.linesep, "\n")
    assert (done.returncode, shown, done.stderr) == (0, run("units", "--kind", "街道").out, b"")


def test_a_real_console_that_holds_only_ascii() -> None:
    done = process("units", "--kind", "街道", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"230" in done.stdout
    assert b"????????" in done.stdout  # 柔刚街道: eight columns


def test_wrong_usage_of_the_real_process() -> None:
    done = process("units", "--kind", "局", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("错误：选项 --kind：没有“局”这一类。")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_real_pipe_that_closes_under_the_help() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "anju_cli", "--help"],
            cwd=ROOT,
            env=_clean(os.environ),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_folder_stands_where_the_process_does(tmp_path: Path) -> None:
    done = process("validate", str(tmp_path), PYTHONIOENCODING="utf-8")
    assert done.returncode == 1
    assert done.stdout.decode().startswith(f"{tmp_path}/quotas.yaml:1:1: 错误 A001 ")


def test_given_up_before_there_is_a_command() -> None:
    code = """
import sys
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "anju_cli.cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from anju_cli.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_an_option_means_the_same_in_every_command() -> None:
    takes: dict[str, set[str]] = {}
    for name in COMMANDS:
        for param in partial_line(app, [name], "", None).ctx.command.params:
            for option in param.opts:
                if option.startswith("-"):
                    is_flag = getattr(param, "is_flag", False)
                    takes.setdefault(option, set()).add("" if is_flag else param.metavar or "")
    several = {option: kinds for option, kinds in takes.items() if len(kinds) > 1}
    # init and remind --each write more than one file
    assert several == {"--output": {"文件", "文件夹"}, "-o": {"文件", "文件夹"}}
    assert takes["--kind"] == {"类别"}
    assert takes["--from"] == takes["--to"] == {"日期"}
    assert takes["--all"] == {""}
