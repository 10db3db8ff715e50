"""Every command on every desk: consoles of few characters and few columns, streams that are
closed, folders with names of all kinds."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest

from anju_cli.cli.app import COMMANDS, main
from anju_cli.storage.files import windows_fault
from anju_cli.text.width import display_width
from tests.running import BASE, ROOT, copy_of_base, environment, run

YEAR = "examples/half-year"

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("--version",),
    ("status",),
    ("status", "--data", YEAR),
    ("tasks",),
    ("tasks", "--unit", "司法局"),
    ("show", "12"),
    ("show", "16", "--data", YEAR, "--expand"),
    ("unit", "司法局", "--data", YEAR),
    ("units",),
    ("deadlines", "--all", "--data", YEAR),
    ("deadlines", "--data", "data", "--data", YEAR),
    ("due", "14", "--event", "2021-09-30", "--explain"),
    ("calendar",),
    ("quotas", "--data", YEAR),
    ("quotas", "--data", YEAR, "--history"),
    ("quotas", "--data", YEAR, "--forecast"),
    ("export", "-f", "json", "--data", BASE),
    ("record", "2021-07", "--table", "examples/统计-2021-07.csv", "--data", YEAR, "--dry-run"),
    ("report", "2021-06", "--data", YEAR),
    ("report", "--print-template"),
    ("remind", "--data", YEAR),
    ("validate", "data"),
    ("validate", "tests/readme/broken"),
    ("diff", "nosuch"),
    ("edit", "nosuch"),
    ("done", "12.1", "--data", YEAR, "--dry-run"),
    ("undone", "2.1", "--data", YEAR, "--dry-run"),
    ("init", "局"),
    ("explain", "A203"),
    ("explain",),
    ("schema", "tasks"),
    *((command, "--help") for command in COMMANDS),
)
"""Each command at least once, as it answers and as it refuses; none of them writes a file."""


def named(value: object) -> str:
    """How a question, or what it is asked on, is called in the name of a test."""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def test_each_command_is_asked() -> None:
    assert {words[0] for words in QUESTIONS} >= set(COMMANDS)


class Desk(NamedTuple):
    """What one question leaves on the streams of one desk."""

    code: int
    out: bytes
    err: bytes


def at(
    *args: str,
    encoding: str = "utf-8",
    width: int | None = None,
    color: bool = False,
    cwd: Path = ROOT,
) -> Desk:
    """``anju`` with ``args``, its streams set up as ``Environment.of_this_process`` does; on a
    terminal of so many columns, or on a pipe."""
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="\n")
        for _ in range(2)
    )
    world = environment(
        out,
        err,
        cwd,
        variables={} if color else {"NO_COLOR": "1"},
        terminal=width is not None,
        width=width or 80,
    )
    code = main(args, world)
    found = []
    for stream in (out, err):
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        found.append(stream.buffer.getvalue())
    return Desk(code, *found)


@cache
def in_utf_8(args: tuple[str, ...], width: int | None) -> Desk:
    """What ``at`` leaves where every character can be shown."""
    return at(*args, width=width)


# -- few columns ---------------------------------------------------------------


def is_laid_out(args: tuple[str, ...]) -> bool:
    """Whether the answer is for eyes: not a file, nor lines that lead an editor to a place."""
    files = {"json", "calendar", "--print-template", "schema", "validate"}
    return args[-1] == "--help" or not files & set(args)


@pytest.mark.parametrize(
    ("args", "width"),
    [
        *((args, 40) for args in QUESTIONS if is_laid_out(args)),
        *((args, 200) for args in QUESTIONS[::3] if is_laid_out(args)),
    ],
    ids=named,
)
def test_nothing_is_wider_than_the_terminal(args: tuple[str, ...], width: int) -> None:
    found = at(*args, width=width)
    lines = [
        line
        for line in found.out.decode().splitlines()
        if not line.startswith(("  anju ", "用法："))  # to be copied whole
    ]
    assert [line for line in lines if display_width(line) > width] == []
    assert found.out or found.err


def test_the_narrowest_terminal_of_all() -> None:
    found = at("deadlines", "--data", BASE, width=1)
    assert max(map(display_width, found.out.decode().splitlines())) == 20


# -- few characters --------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "width"), [*zip(QUESTIONS, cycle([None, 80]), strict=False)], ids=named
)
def test_a_console_of_gbk_shows_what_one_of_utf_8_shows(
    args: tuple[str, ...], width: int | None
) -> None:
    wide, narrow = in_utf_8(args, width), at(*args, width=width, encoding="gbk")
    assert narrow.code == wide.code
    assert narrow.out.decode("gbk") == wide.out.decode().replace("−", "-")
    assert narrow.err.decode("gbk") == wide.err.decode().replace("−", "-")


@pytest.mark.parametrize(
    ("args", "encoding"), [*zip(QUESTIONS, cycle(["ascii", "cp437"]), strict=False)], ids=named
)
def test_a_console_without_chinese_shows_question_marks(
    args: tuple[str, ...], encoding: str
) -> None:
    whole, bare = in_utf_8(args, None), at(*args, encoding=encoding)
    assert bare.code == whole.code
    assert bare.out.decode(encoding).count("\n") == whole.out.decode().count("\n")
    assert bare.err.decode(encoding).count("\n") == whole.err.decode().count("\n")


def test_json_loses_nothing_where_the_stream_holds_little() -> None:
    bare = at("units", "--data", BASE, "-f", "json", encoding="ascii")
    assert json.loads(bare.out) == run("units", "--data", BASE, "-f", "json").json
    assert b"\\u653f\\u5e9c\\u529e\\u516c\\u5ba4" in bare.out  # 政府办公室


def test_csv_says_what_the_stream_cannot_hold(tmp_path: Path) -> None:
    data = copy_of_base(tmp_path / "data")
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("青石镇", "㙟石镇")
        file.write_text(text, encoding="utf-8", newline="")
    found = at("units", "--data", str(data), "--kind", "镇", "-f", "csv", encoding="gbk")
    assert found.out.decode("gbk").splitlines()[1].startswith("??石镇,镇,")
    assert found.err.decode("gbk") == (
        "输出的编码 gbk 里没有“??”（U+365F），写成了问号。要一字不差，请用 -o 写成文件。\n"
    )


@pytest.mark.parametrize(
    ("variables", "knows", "colored"),
    [
        ({}, True, True),
        ({}, False, False),  # a console of Windows that shows the sequences as they are
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),  # no-color.org: when it is not empty
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour_is_for_terminals_that_know_it(
    variables: dict[str, str], knows: bool, colored: bool
) -> None:
    out = io.StringIO()
    world = environment(out, io.StringIO(), variables=variables, terminal=True)
    assert main(("status", "--data", BASE), world._replace(knows_colors=knows)) == 0
    assert ("\x1b[" in out.getvalue()) is colored


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": ""}, False),  # force-color.org: when it is not empty
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_log(variables: dict[str, str], colored: bool, tmp_path: Path) -> None:
    data = str(ROOT / "tests/fixtures/bad/anchor-alone")
    for command in (("validate", data), ("status", "--data", data), ("tasks", "--help")):
        plain = run(*command, cwd=tmp_path)
        found = run(*command, cwd=tmp_path, variables=variables)
        assert [re.sub("\x1b\\[\\d*m", "", text) for text in (found.out, found.err)] == [
            plain.out,
            plain.err,
        ]
        assert ("\x1b[" in found.out + found.err) is colored
    run("validate", data, "-o", "一.txt", cwd=tmp_path, variables=variables)
    assert b"\x1b" not in (tmp_path / "一.txt").read_bytes()


# -- names of folders and files ---------------------------------------------------

NAMES = ("计划 2021（一）", "数据😀", "a'b\"c" if os.name != "nt" else "a'b", "-x", "长" * 60, "é")


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    data = copy_of_base(tmp_path / name)
    assert run("validate", "--", str(data)).code == 0
    assert run("status", f"--data={name}", cwd=tmp_path, terminal=True, width=40).code == 0
    written = run("export", "--data", str(data), "-o", str(data / "台 账.xlsx"))
    assert (written.code, written.out) == (0, "")
    assert (data / "台 账.xlsx").is_file()


@pytest.mark.skipif(os.name == "nt", reason="a path has 260 characters at most there")
def test_a_path_that_is_longer_than_the_screen(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["很长的文件夹名" * 8] * 6)
    deep.parent.mkdir(parents=True)
    data = copy_of_base(deep)
    shown = run("status", "--data", str(data), terminal=True, width=40)
    assert (shown.code, max(map(display_width, shown.lines))) == (0, 40)
    assert run("units", "--data", str(data), "-o", str(data / "a.csv")).err == (
        f"已写入 {data}/a.csv（6 行）\n"
    )


@pytest.mark.parametrize("question", [("validate",), ("init", "2022", "-o", "新", "--data")])
def test_a_name_cannot_command_the_terminal(question: tuple[str, ...], tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("no name has such a character there")
    data = copy_of_base(tmp_path / "a\x1b[31mb")
    found = run(*question, str(data), cwd=tmp_path)
    assert (found.code, "\x1b" in found.out, "a␛[31mb" in found.out) == (0, False, True)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="every name is Unicode there")
def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    data = copy_of_base(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe\xc4")))
    shown = f"{tmp_path}/<U+DCFF><U+DCFE><U+DCC4>"
    assert run("validate", str(data)).out == f"没有问题：{shown}\n"
    assert at("status", "--data", str(data), "-f", "json").code == 0
    written = at("units", "--data", str(data), "-o", str(data / "a.csv"))
    assert (written.out, written.err.decode()) == (b"", f"已写入 {shown}/a.csv（6 行）\n")
    (data / "units.yaml").write_bytes(b"units: [\n")
    diagnostics = json.loads(at("validate", str(data), "-f", "json").out)
    assert diagnostics[0]["file"] == str(data / "units.yaml")  # the very path, escaped


def test_a_file_of_windows_with_bom_and_crlf_says_the_same(tmp_path: Path) -> None:
    plain, other = copy_of_base(tmp_path / "a"), copy_of_base(tmp_path / "b")
    for file in other.glob("*.yaml"):
        text = file.read_bytes().replace(b"\r\n", b"\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    for question in ("tasks", "units", "deadlines", "quotas"):
        answers = [run(question, "-f", "csv", "--data", str(one)).out for one in (plain, other)]
        assert answers[0] == answers[1]


# -- real processes ------------------------------------------------------------------


def process(
    *args: str, closed: tuple[int, ...] = (), out: str | None = None, **variables: str
) -> Desk:
    """A real ``anju`` whose streams ``closed`` are closed when it starts."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANJU_", "PYTHON", "LC_"))}
    start = (
        f"import os,sys; [os.close(n) for n in {closed}]; os.execv(sys.executable, sys.argv[1:])"
    )
    command = [sys.executable, "-m", "anju_cli", *args]
    with Path(out or os.devnull).open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-c", start, *command] if closed else command,
            cwd=ROOT,
            env={**kept, "ANJU_CACHE": "", **variables},
            stdin=subprocess.DEVNULL,
            stdout=file if out else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    return Desk(done.returncode, done.stdout or b"", done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="streams are closed otherwise there")
@pytest.mark.parametrize(
    ("args", "closed", "code", "said"),
    [
        (("units", "--data", BASE), (0, 1, 2), 0, ""),
        (("units", "--data", BASE, "-f", "json"), (1,), 0, ""),
        (("nosuch",), (1,), 2, "错误：没有命令 nosuch。"),
        (("nosuch",), (0, 2), 2, ""),
    ],
)
def test_streams_that_are_closed(
    args: tuple[str, ...], closed: tuple[int, ...], code: int, said: str
) -> None:
    found = process(*args, closed=closed, PYTHONUTF8="1")
    assert (found.code, found.err.decode()[: len(said) or None]) == (code, said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("args", [("units", "--data", BASE), ("--help",)])
def test_no_room_for_the_answer(args: tuple[str, ...]) -> None:
    found = process(*args, out="/dev/full", PYTHONUTF8="1")
    said = "结果没有写完：磁盘空间不足。请清理磁盘，再运行一次。\n"
    assert (found.code, found.err.decode()) == (1, said)


def test_a_process_in_the_plainest_of_locales() -> None:
    found = process(
        *("units", "--data", BASE, "-f", "json"),
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert (found.code, found.err) == (0, b"")
    assert json.loads(found.out) == run("units", "--data", BASE, "-f", "json").json


def test_a_process_whose_streams_are_gbk() -> None:
    found = process("units", "--data", BASE, PYTHONIOENCODING="gbk")
    shown = found.out.decode("gbk").replace(os.linesep, "\n")
    assert (found.code, shown, found.err) == (0, run("units", "--data", BASE).out, b"")


def test_a_file_is_utf_8_whatever_the_console_is(tmp_path: Path) -> None:
    file = tmp_path / "单位.csv"
    found = process("units", "--data", BASE, "-o", str(file), PYTHONIOENCODING="gbk")
    assert found.code == 0
    lines = file.read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[0] == "单位,类别,别名,所在组,目标任务（条）"


# -- names on Windows -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("台账.csv", None),
        ("催办单-甲（乙）.docx", None),
        ("console.txt", None),
        ("nul", None),  # who writes that wants nothing to be kept
        ("甲:乙.csv", "Windows 的文件名里不能有 :。请换一个名字。"),
        ("what?.md", "Windows 的文件名里不能有 ?。请换一个名字。"),
        ("甲\n乙.md", "Windows 的文件名里不能有 控制字符。请换一个名字。"),
        ("CON", "CON 在 Windows 上是设备的名字。请换一个名字。"),
        ("aux.tar.gz", "aux 在 Windows 上是设备的名字。请换一个名字。"),
        ("Com1 .csv", "Com1 在 Windows 上是设备的名字。请换一个名字。"),
        ("台账.", "Windows 的文件名不能以句点或空格结尾。请换一个名字。"),
    ],
)
def test_what_windows_takes_for_no_name_of_a_file(name: str, fault: str | None) -> None:
    assert windows_fault(name) == fault


@pytest.mark.skipif(os.name != "nt", reason="elsewhere these are names like others")
@pytest.mark.parametrize("name", ["甲:乙.csv", "con.csv"])
def test_such_a_name_is_refused_on_windows(name: str, tmp_path: Path) -> None:
    assert run("units", "-o", name, cwd=tmp_path).refusal.startswith("选项 --output：无法写入")
    assert list(tmp_path.iterdir()) == []


def test_letters_of_units_with_such_names_are_files_that_windows_takes(tmp_path: Path) -> None:
    data = copy_of_base(tmp_path / "data")
    for file in data.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("青石镇", '"青石:镇?"')
        file.write_text(text, encoding="utf-8", newline="")
    found = run("remind", "--each", "-o", "催办", "-f", "markdown", "--data", "data", cwd=tmp_path)
    assert found.code == 0
    written = sorted(one.name for one in (tmp_path / "催办").iterdir())
    assert "催办单-青石_镇_.md" in written
    assert [name for name in written if windows_fault(name)] == []


# -- wide terminals ------------------------------------------------------------------------


def test_running_text_is_no_wider_than_is_read_with_ease() -> None:
    found = at("remind", "扶贫开发局", "--data", YEAR, width=200)
    lines = found.out.decode().splitlines()
    assert max(map(display_width, lines)) <= 2 + 120  # two more where it is indented
    assert [line for line in lines if line.strip() == "2021年6月30日"] == [
        " " * 107 + "2021年6月30日"
    ]


def test_remarks_beside_an_answer_are_folded_too() -> None:
    found = at("remind", "扶贫开发局", "--data", YEAR, width=40)
    assert found.err.decode().startswith(
        "事项只催牵头单位；责任单位也要催：anju\n"
        "  remind 扶贫开发局 --data\n"
        "  examples/half-year --role all\n"
    )
