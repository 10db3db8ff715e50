"""A page as people see it, and as Markdown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.render.document import (
    Bar,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Listing,
    Page,
    Paragraph,
    Section,
    Table,
)
from anju_cli.render.markdown import listing_markdown, page_markdown
from anju_cli.render.terminal.pages import page_lines
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.render.web.html import pages_html
from anju_cli.text.width import display_width

PAGE = Page(
    title="任务(十二) 规范完善政府政策信息资源",
    blocks=(
        Fields(
            (
                ("部分", Cell("四、提升政务信息资源管理服务质量")),
                ("牵头单位", Cell("政府办公室、司法局", "strong")),
                ("依据", Cell("")),
            )
        ),
        Paragraph("加强政策文件库建设,2021年10月31日前梳理形成现行有效政策文件清单（见附件）。"),
    ),
    sections=(
        Section(
            "时限",
            (
                Table(
                    (Column("编号", "right"), Column("期限")),
                    ((Cell("12.1"), Cell("2021-08-31", "red")),),
                    notes=("含当日。",),
                ),
                Paragraph("另见任务(三)。", "muted"),
            ),
        ),
        Section("备注", (Table((Column("编号"),), ()),)),
    ),
    record={"number": 12},
)


def test_on_a_pipe() -> None:
    assert page_lines(PAGE, PIPE) == [
        "任务(十二) 规范完善政府政策信息资源",
        "───────────────────────────────────",
        "",
        "部分      四、提升政务信息资源管理服务质量",
        "牵头单位  政府办公室、司法局",
        "依据",
        "",
        "加强政策文件库建设,2021年10月31日前梳理形成现行有效政策文件清单（见附件）。",
        "",
        "时限",
        "  编号  期限",
        "  ----  ----------",
        "  12.1  2021-08-31",
        "",
        "  含当日。",
        "",
        "  另见任务(三)。",
        "",
        "备注",
        "  （无）",
    ]


def test_on_a_narrow_terminal_texts_wrap_and_values_hang() -> None:
    assert page_lines(PAGE, Screen(40, is_terminal=True, color=False)) == [
        "任务(十二) 规范完善政府政策信息资源",
        "───────────────────────────────────",
        "",
        "部分      四、提升政务信息资源管理服务质",
        "          量",
        "牵头单位  政府办公室、司法局",
        "依据",
        "",
        "加强政策文件库建设,2021年10月31日前梳理",
        "形成现行有效政策文件清单（见附件）。",
        "",
        "时限",
        "  编号  期限",
        "  ────────────────",
        "  12.1  2021-08-31",
        "",
        "  含当日。",
        "",
        "  另见任务(三)。",
        "",
        "备注",
        "  （无）",
    ]


def test_with_colour_only_the_words_change() -> None:
    lines = page_lines(PAGE, Screen(80, is_terminal=True, color=True))
    assert lines[:6] == [
        "\x1b[1m任务(十二) 规范完善政府政策信息资源\x1b[0m",
        "───────────────────────────────────",
        "",
        "\x1b[2m部分      \x1b[0m四、提升政务信息资源管理服务质量",
        "\x1b[2m牵头单位  \x1b[0m\x1b[1m政府办公室、司法局\x1b[0m",
        "\x1b[2m依据      \x1b[0m",
    ]
    assert lines[9:13] == [
        "\x1b[1m时限\x1b[0m",
        "  \x1b[1m编号 \x1b[0m \x1b[1m期限      \x1b[0m",
        "  ────────────────",
        "  12.1  \x1b[31m2021-08-31\x1b[0m",
    ]
    assert lines[16] == "  \x1b[2m另见任务(三)。\x1b[0m"


def test_names_wider_than_half_the_screen_stand_above_their_values() -> None:
    fields = Fields((("市公安局安居区分局", Cell("见《条例》")), ("镇", Cell("230"))))
    page = Page("单位", (fields,), (), {})
    assert page_lines(page, Screen(36, is_terminal=True, color=False))[3:] == [
        "市公安局安居区分局",
        "  见《条例》",
        "镇",
        "  230",
    ]


TEXTS = st.text(st.sampled_from("区政府办公，。（）“”ab1 \n\u200bé[x]:"), max_size=60)
FIELDS = st.builds(
    Fields,
    st.lists(
        st.tuples(TEXTS, st.builds(Cell, TEXTS, st.just("plain"))), min_size=1, max_size=3
    ).map(tuple),
)
BLOCKS = st.lists(FIELDS | st.builds(Paragraph, TEXTS, st.just("plain")), max_size=3).map(tuple)
SECTIONS = st.lists(st.builds(Section, TEXTS, BLOCKS), max_size=2).map(tuple)


@given(st.builds(Page, TEXTS, BLOCKS, SECTIONS, st.just({})), st.integers(40, 200))
def test_no_line_is_wider_than_the_terminal(page: Page, width: int) -> None:
    lines = page_lines(page, Screen(width, is_terminal=True, color=False))
    assert max(map(display_width, lines)) <= width


def test_page_as_markdown() -> None:
    assert page_markdown(PAGE) == (
        "# 任务(十二) 规范完善政府政策信息资源\n"
        "\n"
        "- **部分**：四、提升政务信息资源管理服务质量\n"
        "- **牵头单位**：政府办公室、司法局\n"
        "- **依据**：\n"
        "\n"
        "加强政策文件库建设,2021年10月31日前梳理形成现行有效政策文件清单（见附件）。\n"
        "\n"
        "## 时限\n"
        "\n"
        "|   编号 | 期限       |\n"
        "|-------:|:-----------|\n"
        "|   12.1 | 2021-08-31 |\n"
        "\n"
        "- 含当日。\n"
        "\n"
        "另见任务(三)。\n"
        "\n"
        "## 备注\n"
        "\n"
        "（无）\n"
    )


def test_listing_as_markdown() -> None:
    table = Table(
        (Column("单位"), Column("任务|条", "right")),
        ((Cell("甲|乙\n丙"), Cell("1e3")), (Cell("[x] *a*"), Cell("007"))),
        title="进度",
        total=(Cell("合计"), Cell("")),
        notes=("四舍五入。", "未报不是 0。"),
    )
    assert listing_markdown(Listing(table, list, "没有。")) == (
        "# 进度\n"
        "\n"
        "| 单位         |   任务\\|条 |\n"
        "|:-------------|-----------:|\n"
        "| 甲\\|乙<br>丙 |        1e3 |\n"
        "| \\[x\\] \\*a\\*  |        007 |\n"
        "| **合计**     |            |\n"
        "\n"
        "- 四舍五入。\n"
        "- 未报不是 0。\n"
    )


def test_empty_listing_as_markdown() -> None:
    listing = Listing(Table((Column("单位"),), (), title="进度"), list, "没有这样的单位。")
    assert listing_markdown(listing) == "# 进度\n\n没有这样的单位。\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# 一", r"\# 一"),
        ("- 一", r"\- 一"),
        ("1. 一", r"1\. 一"),
        ("2021年", "2021年"),
        ("a\\b `c` <br>", r"a\\b \`c\` \<br>"),
        ("https://a.cn/b_c?d=1&e=2", "https://a.cn/b_c?d=1&e=2"),
        ("_甲_ __init__", r"\_甲\_ \_\_init\_\_"),
        ("&lt;", r"\&lt;"),
        ("一\n- 二", "一\n\n\\- 二"),
        ("\x1b\u200b", r"␛\<U+200B>"),
    ],
)
def test_text_in_markdown_means_just_itself(text: str, markdown: str) -> None:
    assert page_markdown(Page("题", (Paragraph(text),), (), {})) == f"# 题\n\n{markdown}\n"


LETTER = Page(
    title="通报",
    blocks=(Paragraph("情况如下。"),),
    sections=(
        Section(
            "一、基本情况",
            (
                Heading("（一）部门"),
                Chart(
                    "完成率",
                    (Bar("甲局", Fraction(3, 4), "75.0% 绿"), Bar("乙局", None, "未报")),
                    mark=Fraction(1, 2),
                    mark_text="序时进度 50.0%",
                ),
            ),
        ),
    ),
    record={},
    recipients="各镇、各部门",
    signature=("甲办公室", "2021年7月5日"),
)


def test_a_letter_on_the_screen() -> None:
    # in the section 38 columns: 6 before the bars, 10 behind, 1 for the mark, 21 for them;
    # three quarters are 15.75 columns, a half is 10.5 and the mark stands behind the 11th
    assert page_lines(LETTER, Screen(40, is_terminal=True, color=False)) == [
        "通报",
        "────",
        "",
        "各镇、各部门：",
        "",
        "情况如下。",
        "",
        "一、基本情况",
        "  （一）部门",
        "",
        "  完成率",
        "",
        "  甲局  ███████████│████▊       75.0% 绿",
        "  乙局             │            未报",
        "",
        "  │ 序时进度 50.0%",
        "",
        "                                甲办公室",
        "                            2021年7月5日",
    ]


def test_a_number_stands_first_and_whom_a_letter_is_copied_to_last() -> None:
    page = Page("通报", (), (), {}, number="甲府函〔2021〕1号", copies="乙局")
    assert page_lines(page, PIPE) == ["甲府函〔2021〕1号", "", "通报", "────", "", "抄送：乙局。"]
    assert page_markdown(page) == "甲府函〔2021〕1号\n\n# 通报\n\n抄送：乙局。\n"
    html = pages_html([page])
    assert '<p class="issue">甲府函〔2021〕1号</p>\n<h1>通报</h1>' in html
    assert '<p class="copies">抄送：乙局。</p>' in html


def test_a_letter_as_markdown() -> None:
    assert page_markdown(LETTER) == (
        "# 通报\n"
        "\n"
        "各镇、各部门：\n"
        "\n"
        "情况如下。\n"
        "\n"
        "## 一、基本情况\n"
        "\n"
        "### （一）部门\n"
        "\n"
        "### 完成率\n"
        "\n"
        "| 名称           | 条形               | 数值     |\n"
        "|:---------------|:-------------------|:---------|\n"
        "| 序时进度 50.0% | ████████████       |          |\n"
        "| 甲局           | ██████████████████ | 75.0% 绿 |\n"
        "| 乙局           |                    | 未报     |\n"
        "\n"
        "甲办公室\\\n"
        "2021年7月5日\n"
    )


@pytest.mark.parametrize("written", ["各部门", "各部门：", "各部门:"])
def test_who_gets_a_letter_stands_before_one_full_width_colon(written: str) -> None:
    page = Page("通报", (), (), {}, recipients=written)
    assert page_lines(page, PIPE)[3] == "各部门："
    assert page_markdown(page) == "# 通报\n\n各部门：\n"
