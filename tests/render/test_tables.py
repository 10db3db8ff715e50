"""Tables as people see them: on a terminal of any width, and on a pipe."""

import re

import pytest
import tabulate
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.render.columns import Shares, folded_heading, share_width
from anju_cli.render.document import Cell, Column, Table
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.render.terminal.tables import table_lines
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width

DUTIES = Table(
    (Column("编号", "right"), Column("时限"), Column("期限"), Column("状态")),
    (
        (
            Cell("2.1"),
            Cell("设立政务公开专区（窗口）"),
            Cell("2021-06-30"),
            Cell("今日到期", "yellow"),
        ),
        (
            Cell("12.1"),
            Cell("集中统一规范发布现行有效规范性文件，并按照法定时限及时发布"),
            Cell("2021-08-31"),
            Cell("未到期", "green"),
        ),
    ),
    title="时限（截至 2021-06-30）",
    notes=(
        "期限含当日，至当日 24 时。",
        "临期指离期限 7 天以内，含第 7 天；逾期指当日已过而未办结。",
    ),
)
QUOTAS = Table(
    (
        Column("排名", "right"),
        Column("单位"),
        Column("年度任务", "right"),
        Column("完成率", "right"),
        Column("灯"),
    ),
    (
        (Cell("1"), Cell("司法局", "strong"), Cell("210"), Cell("52.4%"), Cell("绿", "green")),
        (Cell("2"), Cell("[x] :tada: 1e3"), Cell("1e3"), Cell("007"), Cell("红", "red")),
    ),
    title="进度",
    total=(Cell(""), Cell("合计"), Cell("440"), Cell("50.0%"), Cell("")),
    notes=("四舍五入。",),
)


def terminal(width: int, *, color: bool = False) -> Screen:
    return Screen(width, is_terminal=True, color=color)


def test_a_pipe_gets_one_line_a_row_however_long() -> None:
    assert table_lines(DUTIES, PIPE) == [
        "时限（截至 2021-06-30）",
        "",
        "编号  时限                                                        期限        状态",
        "----  ----------------------------------------------------------  ----------  --------",
        " 2.1  设立政务公开专区（窗口）                                    2021-06-30  今日到期",
        "12.1  集中统一规范发布现行有效规范性文件，并按照法定时限及时发布  2021-08-31  未到期",
        "",
        "期限含当日，至当日 24 时。",
        "临期指离期限 7 天以内，含第 7 天；逾期指当日已过而未办结。",
    ]


def test_a_pipe_gets_cells_as_they_are_and_the_total_set_apart() -> None:
    assert table_lines(QUOTAS, PIPE) == [
        "进度",
        "",
        "排名  单位            年度任务  完成率  灯",
        "----  --------------  --------  ------  --",
        "   1  司法局               210   52.4%  绿",
        "   2  [x] :tada: 1e3       1e3     007  红",
        "----  --------------  --------  ------  --",
        "      合计                 440   50.0%",
        "",
        "四舍五入。",
    ]


def test_a_pipe_gets_no_line_breaks_or_control_characters_of_a_cell() -> None:
    table = Table((Column("甲"), Column("乙")), ((Cell("一\n二"), Cell("\x1b[31m\x01\u200b")),))
    assert table_lines(table, PIPE) == [
        "甲     乙",
        "-----  --------------",
        "一 二  ␛[31m␁<U+200B>",
    ]


@pytest.mark.parametrize("width", [80, 200])
def test_a_terminal_with_room(width: int) -> None:
    assert table_lines(QUOTAS, terminal(width)) == [
        "进度",
        "",
        "排名  单位            年度任务  完成率  灯",
        "──────────────────────────────────────────",
        "   1  司法局               210   52.4%  绿",
        "   2  [x] :tada: 1e3       1e3     007  红",
        "──────────────────────────────────────────",
        "      合计                 440   50.0%",
        "",
        "四舍五入。",
    ]


def test_a_terminal_with_colour() -> None:
    lines = table_lines(QUOTAS, terminal(80, color=True))
    assert lines[0] == "\x1b[1m进度\x1b[0m"
    assert lines[2].startswith("\x1b[1m排名 \x1b[0m \x1b[1m单位           \x1b[0m ")
    assert lines[4].startswith("   1  \x1b[1m司法局         \x1b[0m ")
    assert lines[4].endswith("  52.4%  \x1b[32m绿\x1b[0m")
    assert lines[5].endswith("    007  \x1b[31m红\x1b[0m")
    assert lines[9] == "\x1b[2m四舍五入。\x1b[0m"
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in lines] == table_lines(QUOTAS, terminal(80))


def test_a_long_text_folds_and_an_empty_line_sets_three_lines_apart() -> None:
    assert table_lines(DUTIES, terminal(48)) == [
        "时限（截至 2021-06-30）",
        "",
        "编号  时限                  期限        状态",
        "────────────────────────────────────────────────",
        " 2.1  设立政务公开专区（窗  2021-06-30  今日到期",
        "      口）",
        "",
        "12.1  集中统一规范发布现行  2021-08-31  未到期",
        "      有效规范性文件，并按",
        "      照法定时限及时发布",
        "",
        "期限含当日，至当日 24 时。",
        "临期指离期限 7 天以内，含第 7 天；逾期指当日已",
        "  过而未办结。",
    ]


NAMES = Table(
    (Column("序"), Column("名称"), Column("说明")),
    (
        (Cell("1"), Cell("甲乙丙丁戊己"), Cell("短")),
        (Cell("2"), Cell("甲"), Cell("短")),
        (Cell("3"), Cell("甲"), Cell("一二三四五六七八九十一二三四五六七八九十")),
        (Cell("4"), Cell("甲"), Cell("短")),
        (Cell("5"), Cell("甲"), Cell("短")),
    ),
)


def test_a_row_of_two_lines_needs_no_empty_lines() -> None:
    assert table_lines(NAMES, terminal(40)) == [
        "序  名称          说明",
        "─" * 40,
        "1   甲乙丙丁戊己  短",
        "2   甲            短",
        "3   甲            一二三四五六七八九十一",
        "                  二三四五六七八九十",
        "4   甲            短",
        "5   甲            短",
    ]


def test_rows_that_would_grow_tall_stand_one_under_another_if_that_is_shorter() -> None:
    assert table_lines(NAMES._replace(rows=NAMES.rows[2:3]), terminal(20)) == [
        "序    3",
        "名称  甲",
        "说明  一二三四五六七",
        "      八九十一二三四",
        "      五六七八九十",
    ]
    assert table_lines(NAMES._replace(rows=NAMES.rows[2:4]), terminal(20)) == [
        "序  名称  说明",
        "─" * 20,
        "3   甲    一二三四五",
        "          六七八九十",
        "          一二三四五",
        "          六七八九十",
        "",
        "4   甲    短",
    ]


def test_with_little_room_long_headings_break_in_two_and_gaps_shrink() -> None:
    assert table_lines(QUOTAS, terminal(30)) == [
        "进度",
        "",
        "                年度",
        "排名 单位       任务 完成率 灯",
        "──────────────────────────────",
        "   1 司法局      210  52.4% 绿",
        "   2 [x] :tada:  1e3    007 红",
        "     1e3",
        "──────────────────────────────",
        "     合计        440  50.0%",
        "",
        "四舍五入。",
    ]


def test_with_no_room_the_rows_stand_one_under_another_without_empty_cells() -> None:
    assert table_lines(QUOTAS, terminal(22)) == [
        "进度",
        "",
        "排名      1",
        "单位      司法局",
        "年度任务  210",
        "完成率    52.4%",
        "灯        绿",
        "",
        "排名      2",
        "单位      [x] :tada:",
        "          1e3",
        "年度任务  1e3",
        "完成率    007",
        "灯        红",
        "",
        "单位      合计",
        "年度任务  440",
        "完成率    50.0%",
        "",
        "四舍五入。",
    ]


def test_with_no_room_many_short_cells_stand_one_behind_the_other() -> None:
    names = ("单位", *(f"{month}月" for month in range(1, 8)))
    columns = (Column(names[0]), *(Column(name, "right") for name in names[1:]))
    row = (Cell("司法局"), *(Cell(str(10 * month)) for month in range(1, 8)))
    table = Table(columns, (row, row))
    assert table_lines(table, terminal(30)) == [
        "单位 司法局  1月 10  2月 20",
        "3月 30  4月 40  5月 50  6月 60",
        "7月 70",
        "",
        "单位 司法局  1月 10  2月 20",
        "3月 30  4月 40  5月 50  6月 60",
        "7月 70",
    ]
    long = table._replace(rows=(row, (Cell("人力资源社会保障局"), *row[1:])))
    assert table_lines(long, terminal(30))[:2] == ["单位  司法局", "1月   10"]


SPARED = Table(
    (
        Column("单位"),
        Column("类别", spare=1),
        Column("应完成", "right", 2),
        Column("日子", spare=3),
    ),
    ((Cell("人力资源社会保障局"), Cell("区直部门"), Cell("140"), Cell("")),) * 2,
    notes=("不足一条算一条。",),
)


@pytest.mark.parametrize(
    ("width", "columns", "left_out"),
    [
        (36, ["单位", "类别", "应完成"], ""),  # an empty column is missed by nobody
        (32, ["单位", "应完成"], "类别"),
        (20, ["单位"], "类别、应完成"),
    ],
)
def test_columns_that_can_be_spared_give_way_and_are_named(
    width: int, columns: list[str], left_out: str
) -> None:
    lines = table_lines(SPARED, terminal(width))
    note = f"窗口窄，没有列出{left_out}；拉宽窗口，或加 -o 文件.txt，就都有。"
    assert (lines[0].split(), len(lines[2]) > 0) == (columns, True)
    assert "".join(line.strip() for line in lines[5:]).replace("-o文", "-o 文") == (
        f"{note if left_out else ''}不足一条算一条。"
    )
    assert table_lines(SPARED, PIPE)[0].split() == ["单位", "类别", "应完成", "日子"]


@pytest.mark.parametrize("screen", [PIPE, terminal(40)])
def test_a_table_without_rows_says_so_and_keeps_its_notes(screen: Screen) -> None:
    table = Table((Column("编号"),), (), title="时限", notes=("只看本单位。",))
    assert table_lines(table, screen) == ["时限", "", "（无）", "", "只看本单位。"]


def cells(text: str) -> tuple[Cell, ...]:
    return tuple(map(Cell, text.split()))


def test_the_report_of_twelve_columns_fits_80_columns() -> None:
    headings = cells("排名 单位 类别 年度任务 本月 累计 完成率 序时应完成 超欠 月均还需 灯 备注")
    left = {"单位", "类别", "灯", "备注"}
    table = Table(
        tuple(Column(text, "left" if text in left else "right") for text, *_ in headings),
        (
            cells("1 政府办公室 区直部门 280 30 150 53.6% 140 3.6 22 绿 -"),
            cells("2 市公安局安居区分局 派驻垂管 230 0 100 43.5% 115 -6.5 22 蓝 市管单位"),
        ),
    )
    assert table_lines(table, terminal(80)) == [
        "                              年度                  序时应      月均",
        "排名 单位            类别     任务 本月 累计 完成率   完成 超欠 还需 灯 备注",
        "────────────────────────────────────────────────────────────────────────────────",
        "   1 政府办公室      区直部门  280   30  150  53.6%    140  3.6   22 绿 -",
        "   2 市公安局安居区  派驻垂管  230    0  100  43.5%    115 -6.5   22 蓝 市管单位",
        "     分局",
    ]


@pytest.mark.parametrize(
    ("heading", "width", "lines"),
    [
        ("年度任务", 8, ["年度任务"]),
        ("年度任务", 7, ["年度", "任务"]),
        ("序时应完成", 8, ["序时应", "完成"]),
        ("完成率", 4, ["完成", "率"]),
    ],
)
def test_headings_fold_evenly(heading: str, width: int, lines: list[str]) -> None:
    assert folded_heading(heading, width) == lines


COLUMNS = (Column("编号", "right"), Column("任务"), Column("时限"))
ROW = ("12.1", "规范完善政府政策信息资源并公开", "上报派送签收情况")  # 4, 30 and 16 columns


@pytest.mark.parametrize(
    ("width", "shares"),
    [
        (54, Shares([4, 30, 16], 2)),  # all there is
        (53, Shares([4, 30, 16], 1)),  # the gaps shrink
        (51, Shares([4, 27, 16], 2)),  # the longest gives way
        (37, Shares([4, 15, 14], 2)),  # then both, to one height
        (32, Shares([4, 12, 12], 2)),
        (31, Shares([4, 12, 11], 2)),
        (24, Shares([4, 8, 8], 2)),
        (22, Shares([4, 8, 8], 1)),
        (21, None),
    ],
)
def test_shares_of_the_width(width: int, shares: Shares | None) -> None:
    assert share_width(COLUMNS, [ROW], width) == shares


def test_numbers_and_dates_are_never_cut() -> None:
    columns = (Column("期限"), Column("完成率", "right"))
    row = ("2021-06-30 起施行", "1234567.8%")
    assert share_width(columns, [row], 22) == Shares([10, 10], 2)
    assert share_width(columns, [row], 20) is None


TEXTS = st.text(st.sampled_from("区政府办公，。（）“”ab1 \n\u200bé[x]:"), max_size=40)


HEADINGS = st.builds(
    Column,
    st.text("编号任务时限期", min_size=1, max_size=6),
    st.sampled_from(("left", "right")),
    st.integers(0, 3),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(draw(st.lists(HEADINGS, min_size=1, max_size=6)))
    row = st.tuples(*(st.builds(Cell, TEXTS, st.just("plain")) for _ in columns))
    return Table(
        columns,
        tuple(draw(st.lists(row, min_size=1, max_size=4))),
        title=draw(TEXTS),
        total=draw(st.none() | row),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@given(tables(), st.integers(40, 200))
def test_no_line_is_wider_than_the_terminal(table: Table, width: int) -> None:
    assert max(map(display_width, table_lines(table, terminal(width)))) <= width


@given(tables())
def test_on_a_pipe_no_line_ends_in_a_space_and_each_row_is_one_line(table: Table) -> None:
    lines = table_lines(Table(table.columns, table.rows), PIPE)
    assert len(lines) == 2 + len(table.rows)
    assert [line for line in lines if line != line.rstrip()] == []


@given(tables())
def test_on_a_pipe_a_table_is_as_tabulate_draws_it(table: Table) -> None:
    row = tabulate.DataRow("", "  ", "")
    # "simple", but without its habit of making every heading two columns wider
    form = tabulate.TableFormat(
        None,
        tabulate.Line("", "-", "  ", ""),
        None,
        None,
        row,
        row,
        padding=0,
        with_header_hide=None,
    )
    # Blanks at the ends are kept here, and dropped there.
    bare = [[Cell(cell.text.strip()) for cell in cells] for cells in table.rows]
    texts = [[visible_line(cell.text) for cell in cells] for cells in bare]
    headings = [visible_line(column.heading) for column in table.columns]
    expected = tabulate.tabulate(
        [headings, tabulate.SEPARATING_LINE, *texts],
        tablefmt=form,
        disable_numparse=True,
        colalign=[column.align for column in table.columns],
    )
    lines = table_lines(Table(table.columns, tuple(map(tuple, bare))), PIPE)
    assert lines == [line.rstrip() for line in expected.split("\n")]
