"""Formats, and the way of a result to the screen or into a file."""

import csv
import json
import os
import stat
import subprocess
import sys
from ast import literal_eval
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.environment import Environment
from anju_cli.render.answers import write_listing, write_page
from anju_cli.render.data import json_text, table_csv
from anju_cli.render.document import Cell, Column, Json, Listing, Page, Section, Table
from anju_cli.render.formats import BINARY, FORMATS, Format
from anju_cli.render.streams import write_text
from anju_cli.storage.files import OutputError
from anju_cli.text.cell_text import unguarded
from anju_cli.text.invisible import visible

TABLE = Table(
    (Column("单位"), Column("年度任务", "right")),
    ((Cell("司法局"), Cell("210", value=210)), (Cell("=1+1,\n“[x]”"), Cell("-3", value=-3))),
    title="进度",
    total=(Cell("合计"), Cell("207")),
    notes=("四舍五入。", "未报不是 0。"),
)
LISTING = Listing(TABLE, lambda: [{"unit": "司法局", "target": 210}], "没有这样的单位。")
EMPTY = Listing(TABLE._replace(rows=(), total=None, notes=()), list, "没有这样的单位。")
PAGE = Page("司法局", (), (Section("进度", (TABLE,)),), {"unit": "司法局", "target": 210})


@dataclass
class Desk:
    """An environment that remembers what was said."""

    environment: Environment
    stdout: StringIO
    stderr: StringIO


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def make_desk(cwd: Path, *, is_terminal: bool = False, stderr_is_terminal: bool = False) -> Desk:
    out, err = StringIO(), StringIO()
    environment = Environment(
        stdout=out,
        stderr=err,
        variables={"NO_COLOR": "1"},
        cwd=cwd,
        clock=lambda: date(2021, 6, 30),
        is_terminal=is_terminal,
        stderr_is_terminal=stderr_is_terminal,
        width=80,
    )
    return Desk(environment, out, err)


# -- standard output ---------------------------------------------------------


def test_table_on_a_pipe(desk: Desk) -> None:
    write_listing(LISTING, "table", desk.environment)
    assert desk.stdout.getvalue() == (
        "进度\n"
        "\n"
        "单位         年度任务\n"
        "-----------  --------\n"
        "司法局            210\n"
        "=1+1, “[x]”        -3\n"
        "-----------  --------\n"
        "合计              207\n"
        "\n"
        "四舍五入。\n"
        "未报不是 0。\n"
    )
    assert desk.stderr.getvalue() == ""


def test_table_on_a_terminal_without_colour(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, is_terminal=True)
    write_listing(LISTING, "table", desk.environment)
    assert desk.stdout.getvalue() == (
        "进度\n"
        "\n"
        "单位    年度任务\n"
        "────────────────\n"
        "司法局       210\n"
        "\n"
        "=1+1,         -3\n"
        "“[x]”\n"
        "────────────────\n"
        "合计         207\n"
        "\n"
        "四舍五入。\n"
        "未报不是 0。\n"
    )


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_follows_the_variables_of_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], colored: bool
) -> None:
    for name, value in {
        "NO_COLOR": "1",
        "TERM": "dumb",
        "COLUMNS": "9",
        "FORCE_COLOR": "1",
    }.items():
        monkeypatch.setenv(name, value)
    desk = make_desk(tmp_path, is_terminal=True)
    write_listing(LISTING, "table", desk.environment._replace(variables=variables))
    assert ("\x1b[" in desk.stdout.getvalue()) is colored
    assert "司法局       210" in desk.stdout.getvalue()


def test_csv_on_standard_output_has_lf_and_no_bom(desk: Desk) -> None:
    write_listing(LISTING, "csv", desk.environment)
    assert desk.stdout.getvalue() == '单位,年度任务\n司法局,210\n"\'=1+1,\n“[x]”",-3\n'


CELLS = (
    (Cell("12.10"), "'12.10"),
    (Cell("=HYPERLINK(1)"), "'=HYPERLINK(1)"),
    (Cell("250", value=250), "250"),
    (Cell("-3", value=-3), "-3"),
    (Cell("66（2 未报）", value=66), "66"),
    (Cell("47.2%", value=Fraction(59, 125)), "0.472"),
    (Cell("+3.25", value=Fraction(13, 4)), "3.25"),
    (Cell("2021-06-30", value=date(2021, 6, 30)), "2021-06-30"),
    (Cell("未报", "yellow", ""), ""),
    (Cell("—"), "—"),
    (Cell("司\x1b[31m法\x9b局\u202e"), "司␛[31m法<U+009B>局<U+202E>"),
)


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_a_cell_of_a_csv_is_plain_data(cell: Cell, written: str) -> None:
    table = Table((Column("单位"), Column("甲\x1b")), ((Cell("司法局"), cell),))
    assert table_csv(table) == f"单位,甲␛\n司法局,{written}\n"


def test_json_holds_what_cannot_be_seen_exactly_and_no_terminal_obeys_it() -> None:
    unseen = "\x1b[31m\x7f\x9b\u202e\u2028\u200b\ud800"
    text = json_text({"注": f"财政局\n{unseen}"})
    assert text == (
        '{\n  "注": "财政局\\n\\u001b[31m\\u007f\\u009b\\u202e\\u2028\\u200b\\ud800"\n}\n'
    )
    assert json.loads(text) == {"注": f"财政局\n{unseen}"}


def test_json(desk: Desk) -> None:
    write_listing(LISTING, "json", desk.environment)
    assert desk.stdout.getvalue() == ('[\n  {\n    "unit": "司法局",\n    "target": 210\n  }\n]\n')


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("table", "进度\n\n没有这样的单位。\n"),
        ("markdown", "# 进度\n\n没有这样的单位。\n"),
        ("csv", "单位,年度任务\n"),
        ("json", "[]\n"),
    ],
)
def test_an_empty_listing(desk: Desk, form: Format, text: str) -> None:
    write_listing(EMPTY, form, desk.environment)
    assert desk.stdout.getvalue() == text


def test_a_page_for_programs_is_its_record(desk: Desk) -> None:
    write_page(PAGE, "json", desk.environment)
    assert desk.stdout.getvalue() == '{\n  "unit": "司法局",\n  "target": 210\n}\n'


def test_a_page_for_people(desk: Desk) -> None:
    write_page(PAGE, "table", desk.environment)
    assert desk.stdout.getvalue().startswith("司法局\n──────\n\n进度\n  进度\n\n  单位  ")
    write_page(PAGE, "markdown", desk.environment)
    assert "\n# 司法局\n\n## 进度\n\n### 进度\n\n| 单位 " in desk.stdout.getvalue()


def test_a_page_has_no_csv(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no csv"):
        write_page(PAGE, "csv", desk.environment)


@pytest.mark.parametrize("form", FORMATS)
def test_notes_reach_people_beside_csv_and_json(tmp_path: Path, form: Format) -> None:
    desk = make_desk(tmp_path, stderr_is_terminal=True)
    notes = "四舍五入。\n未报不是 0。\n" if form in ("csv", "json") else ""
    assert said_beside(desk, form) == notes


def test_notes_within_a_page_reach_people_beside_json(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, stderr_is_terminal=True)
    write_page(PAGE, "json", desk.environment)
    assert desk.stderr.getvalue() == "四舍五入。\n未报不是 0。\n"


@pytest.mark.parametrize("form", FORMATS)
def test_no_program_is_disturbed_by_notes(desk: Desk, form: Format) -> None:
    assert said_beside(desk, form) == ""


def said_beside(desk: Desk, form: Format) -> str:
    """What stands on standard error beside the listing, but for the name of a file."""
    output = Path("台账") if form in BINARY else None
    write_listing(LISTING, form, desk.environment, output)
    return desk.stderr.getvalue().removeprefix("已写入 台账（2 行）\n" if output else "")


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("utf-8", "财政局 🎉 \ud800", "财政局 🎉 ?"),
        ("gbk", "财政局 “” ─ … 🎉 é ␀", "财政局 “” ─ … ?? é ?"),
        ("ascii", "财政局 250", "?????? 250"),
    ],
)
def test_what_the_stream_cannot_hold_is_replaced_in_the_same_width(
    encoding: str, text: str, shown: str
) -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, newline="")
    write_text(text, stream)
    assert raw.getvalue().decode(encoding) == shown


class ClosedPipe(StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_reader_that_has_gone_does_not_stop_the_program(desk: Desk) -> None:
    write_listing(LISTING, "table", desk.environment._replace(stdout=ClosedPipe()))
    assert desk.stderr.getvalue() == ""


# -- files -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "data", "size"),
    [
        ("csv", '\ufeff单位,年度任务\r\n司法局,210\r\n"\'=1+1,\n“[x]”",-3\r\n', "（2 行）"),
        ("json", '[\n  {\n    "unit": "司法局",\n    "target": 210\n  }\n]\n', "（1 条）"),
    ],
)
def test_a_listing_in_a_file(desk: Desk, form: Format, data: str, size: str) -> None:
    write_listing(LISTING, form, desk.environment, Path("台账"))
    assert (desk.environment.cwd / "台账").read_bytes().decode() == data
    assert desk.stdout.getvalue() == ""
    assert desk.stderr.getvalue() == f"已写入 台账{size}\n"
    assert [path.name for path in desk.environment.cwd.iterdir()] == ["台账"]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_file_gets_what_a_pipe_gets(tmp_path: Path, form: Format) -> None:
    pipe = make_desk(tmp_path)
    write_listing(LISTING, form, pipe.environment)
    desk = make_desk(tmp_path, is_terminal=True)
    write_listing(LISTING, form, desk.environment, Path("进度.txt"))
    assert (tmp_path / "进度.txt").read_bytes().decode() == pipe.stdout.getvalue()
    assert desk.stderr.getvalue() == "已写入 进度.txt（2 行）\n"


def test_a_page_in_a_file(desk: Desk) -> None:
    write_page(PAGE, "json", desk.environment, Path("司法局.json"))
    written = (desk.environment.cwd / "司法局.json").read_text(encoding="utf-8")
    assert written == '{\n  "unit": "司法局",\n  "target": 210\n}\n'
    assert desk.stderr.getvalue() == "已写入 司法局.json\n"


@pytest.mark.parametrize("form", sorted(BINARY))
def test_what_only_a_file_can_hold_is_not_shown(desk: Desk, form: Format) -> None:
    with pytest.raises(ValueError, match="only a file"):
        write_listing(LISTING, form, desk.environment)
    assert desk.stdout.getvalue() == ""


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_listing_on_paper_is_a_page(desk: Desk, form: Format) -> None:
    write_listing(LISTING, form, desk.environment, Path("台账"))
    assert desk.stderr.getvalue() == "已写入 台账（2 行）\n"
    page = Page("进度", (TABLE._replace(title=""),), (), {})
    write_page(page, form, desk.environment, Path("一页"))
    folder = desk.environment.cwd
    assert (folder / "台账").read_bytes() == (folder / "一页").read_bytes()


def test_an_empty_listing_on_paper_says_so(desk: Desk) -> None:
    write_listing(EMPTY, "html", desk.environment)
    assert "<h1>进度</h1>\n<p>没有这样的单位。</p>\n" in desk.stdout.getvalue()


def test_an_earlier_file_is_replaced_and_keeps_its_mode_and_its_link(desk: Desk) -> None:
    folder = desk.environment.cwd
    (folder / "旧.csv").write_text("旧")
    (folder / "旧.csv").chmod(0o640)
    (folder / "链接.csv").symlink_to("旧.csv")
    forced = desk.environment._replace(overwrites=True)
    write_listing(EMPTY, "csv", forced, Path("链接.csv"))
    assert (folder / "链接.csv").is_symlink()
    assert (folder / "旧.csv").read_bytes() == "\ufeff单位,年度任务\r\n".encode()
    assert os.name == "nt" or stat.S_IMODE((folder / "旧.csv").stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced(desk: Desk) -> None:
    write_listing(EMPTY, "csv", desk.environment, Path(os.devnull))
    assert not Path(os.devnull).is_file()
    assert desk.stderr.getvalue() == f"已写入 {os.devnull}（0 行）\n"


OF_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows says another thing")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("无/台账.csv", "文件夹 {cwd}{sep}无 不存在。请先建好这个文件夹，或者换一个位置。"),
        ("夹", "它是一个文件夹。请在后面写上文件名，例如 台账.csv。"),
        pytest.param("旧.csv/台账.csv", "{cwd}/旧.csv 不是文件夹。请换一个位置。", marks=OF_UNIX),
        pytest.param("长" * 100, "名字太长。请换一个短一些的名字。", marks=OF_UNIX),
        ("圈/台账.csv", "系统不允许（"),
        ("\x00", "系统不允许（"),
    ],
)
def test_a_file_that_cannot_be_written(desk: Desk, output: str, reason: str) -> None:
    cwd = desk.environment.cwd
    (cwd / "夹").mkdir()
    (cwd / "圈").symlink_to("圈")
    (cwd / "旧.csv").write_text("旧")
    before = sorted(cwd.rglob("*"))
    with pytest.raises(OutputError) as caught:
        write_listing(LISTING, "csv", desk.environment, Path(output))
    shown = str(Path(output)).replace("\x00", "␀")
    message = reason.format(cwd=cwd, sep=os.sep)
    assert str(caught.value).startswith(f"无法写入 {shown}：{message}")
    assert sorted(cwd.rglob("*")) == before
    assert desk.stderr.getvalue() == ""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            PermissionError(13, "Permission denied"),
            "没有写入权限，或者文件正在别的程序（例如 Excel）里打开着。"
            "请关闭那个程序，或者换一个位置。",
        ),
        (OSError(28, "No space left on device"), "磁盘空间不足。请清理磁盘，或者换一个位置。"),
        (OSError(30, "Read-only file system"), "这个磁盘是只读的。请换一个位置。"),
        (
            OSError(5, "Input/output error"),
            "系统不允许（Input/output error）。请换一个位置或名字。",
        ),
    ],
)
def test_a_failure_at_the_last_step_leaves_the_earlier_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    earlier = desk.environment.cwd / "台账.csv"
    earlier.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", fail)
    forced = desk.environment._replace(overwrites=True)
    with pytest.raises(OutputError) as caught:
        write_listing(LISTING, "csv", forced, Path("台账.csv"))
    assert str(caught.value) == f"无法写入 台账.csv：{reason}"
    assert earlier.read_text(encoding="utf-8") == "旧"
    assert list(desk.environment.cwd.iterdir()) == [earlier]


# -- cost --------------------------------------------------------------------

PROBE = """
import sys
from anju_cli.render.document import Cell, Column, Listing, Table
from anju_cli.environment import Environment
from anju_cli.render.answers import write_listing
from anju_cli.render.diagnostics.text import diagnostics_text
heavy = {"rich", "tabulate", "wcwidth", "csv", "json"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
table = Table((Column("单位"),), ((Cell("司法局"),),))
here = Environment.of_this_process()._replace(is_terminal=sys.argv[2] == "terminal")
write_listing(Listing(table, list, ""), sys.argv[1], here)
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("form", "place", "imported"),
    [
        ("table", "terminal", ["rich"]),
        ("table", "pipe", []),
        ("markdown", "terminal", ["tabulate", "wcwidth"]),
        ("csv", "pipe", ["csv"]),
        ("json", "pipe", ["json"]),
    ],
)
def test_only_what_draws_is_imported(form: Format, place: str, imported: list[str]) -> None:
    command = [sys.executable, "-X", "utf8", "-c", PROBE, form, place]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    first, last = done.stderr.splitlines()
    assert first == "[]"
    assert set(imported) <= set(literal_eval(last))
    assert "rich" not in last or imported == ["rich"]
    assert "tabulate" not in last or "tabulate" in imported


# -- laws --------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)


@given(ROWS, st.sampled_from(["\n", "\r\n"]))
def test_csv_reads_back_to_the_same_cells(rows: list[tuple[str, str]], line_end: str) -> None:
    table = Table((Column("甲"), Column("乙")), tuple((Cell(a), Cell(b)) for a, b in rows))
    text = table_csv(table, line_end)
    read = [list(map(unguarded, cells)) for cells in csv.reader(StringIO(text, newline=""))]
    assert read == [["甲", "乙"], *(list(map(visible, row)) for row in rows)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(TEXTS, JSON, max_size=4), max_size=3))
def test_json_reads_back_equal(records: list[dict[str, Json]]) -> None:
    text = json_text(records)
    assert json.loads(text) == records
    assert visible(text) == text
