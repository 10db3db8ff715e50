"""A page as HTML: one file, read again with the parser of the standard library."""

from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from anju_cli.render.document import (
    Bar,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Page,
    Paragraph,
    Section,
    Table,
)
from anju_cli.render.web.html import pages_html
from tests.running import BASE, run

TABLE = Table(
    (Column("单位"), Column("年度任务", "right"), Column("灯")),
    (
        (Cell("司法局", link="https://a.cn/?a=1&b=2"), Cell("210"), Cell("绿", "green")),
        (Cell("<b>局", link="#司法局"), Cell("未报", "muted"), Cell("")),
    ),
    title="表1",
    total=(Cell("合计"), Cell("210"), Cell("")),
    notes=("按月计。",),
)
CHART = Chart(
    "完成率",
    (
        Bar("甲局", Fraction(5, 4), "125.0% 绿", "green"),
        Bar("乙局", Fraction(1, 4), "25.0% 红", "red"),
        Bar("丙镇", None, "未报"),
    ),
    mark=Fraction(1, 2),
    mark_text="序时进度 50.0%",
)
PAGE = Page(
    title="通报 & 附表",
    blocks=(Paragraph("第一行\n第二行"), Paragraph("说明", "muted")),
    sections=(
        Section("一、基本情况", (Heading("（一）部门"), TABLE, CHART)),
        Section("二、要求", (Fields((("期限", Cell("2021-08-31", "red")),)), CHART)),
    ),
    record={},
    recipients="各部门",
    signature=("甲办公室", "2021年7月5日"),
)
VOID = {"meta", "br", "rect", "line"}


@dataclass
class Element:
    """One element, with all the text below it."""

    tag: str
    attributes: dict[str, str | None]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Reader(HTMLParser):
    """Every element in its order; each that is opened must be closed, the last one first."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(element.tag for element in self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), ()))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str) -> list[Element]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.elements


def named(html: str, *tags: str) -> list[Element]:
    return [element for element in elements(html) if element.tag in tags]


def test_headings_and_texts_in_their_order() -> None:
    texts = named(pages_html([PAGE]), "title", "h1", "h2", "h3", "p", "dt", "dd", "li", "caption")
    assert [(element.tag, element.text, element.attributes.get("class")) for element in texts] == [
        ("title", "通报 & 附表", None),
        ("h1", "通报 & 附表", None),
        ("p", "各部门：", None),
        ("p", "第一行第二行", None),
        ("p", "说明", "muted"),
        ("h2", "一、基本情况", None),
        ("h3", "（一）部门", None),
        ("caption", "表1", None),
        ("li", "按月计。", None),
        ("title", "完成率，序时进度 50.0%", None),
        ("h2", "二、要求", None),
        ("dt", "期限", None),
        ("dd", "2021-08-31", "red"),
        ("title", "完成率，序时进度 50.0%", None),
        ("p", "甲办公室2021年7月5日", "signature"),
    ]
    assert "<p>第一行<br>第二行</p>" in pages_html([PAGE])


def test_it_says_its_language_and_encoding() -> None:
    html = pages_html([PAGE])
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')


def test_it_needs_nothing_from_elsewhere() -> None:
    html = pages_html([PAGE])
    assert {element.tag for element in elements(html)}.isdisjoint(
        {"link", "script", "img", "iframe", "object", "embed", "base", "use", "image", "form"}
    )
    assert not any(word in html for word in ("url(", "@import", "src=", "xlink", "expression("))
    assert [
        element.attributes["href"] for element in elements(html) if "href" in element.attributes
    ] == [
        "https://a.cn/?a=1&b=2"  # the link of a cell, and a place in a workbook is none
    ]


def test_a_table_has_its_heading_above_and_its_total_below() -> None:
    cells = named(pages_html([PAGE]), "th", "td")
    assert [
        (cell.tag, cell.within[-2], cell.text, cell.attributes.get("class")) for cell in cells
    ] == [
        ("th", "thead", "单位", "short"),
        ("th", "thead", "年度任务", "number"),
        ("th", "thead", "灯", "short"),
        ("td", "tbody", "司法局", "short"),
        ("td", "tbody", "210", "number"),
        ("td", "tbody", "绿", "short green"),
        ("td", "tbody", "<b>局", "short"),
        ("td", "tbody", "未报", "number muted"),
        ("td", "tbody", "", "short"),
        ("td", "tfoot", "合计", "short"),
        ("td", "tfoot", "210", "number"),
        ("td", "tfoot", "", "short"),
    ]
    assert {cell.attributes["scope"] for cell in cells if cell.tag == "th"} == {"col"}


def test_long_texts_may_break_short_ones_do_not() -> None:
    table = Table((Column("甲"), Column("乙")), ((Cell("字" * 10), Cell("字" * 11)),))
    cells = named(pages_html([Page("题", (table,), (), {})]), "td")
    assert [cell.attributes["class"] for cell in cells] == ["short", "long"]


def test_a_table_without_rows() -> None:
    table = Table((Column("甲"),), (), title="空表")
    assert "<h3>空表</h3>\n<p>（无）</p>\n" in pages_html([Page("题", (table,), (), {})])


def test_bars_on_their_tracks_and_a_mark_across() -> None:
    html = pages_html([Page("题", (CHART,), (), {})])
    # 880 wide: 4 columns of 7 and 8 before the bars, 9 columns and 8 behind, 773 for 125 %
    bars = [
        (bar.attributes["class"], bar.attributes["x"], bar.attributes["width"])
        for bar in named(html, "rect")
        if bar.attributes["class"] != "track"
    ]
    assert bars == [("bar green", "36", "773"), ("bar red", "36", "155")]  # 773 / 5 = 154.6
    tracks = [bar for bar in named(html, "rect") if bar.attributes["class"] == "track"]
    assert [bar.attributes["width"] for bar in tracks] == ["773"] * 3
    (mark,) = named(html, "line")
    assert (mark.attributes["x1"], mark.attributes["x2"]) == ("345", "345")  # 36 + 773 * 2 / 5
    assert (mark.attributes["y1"], mark.attributes["y2"]) == ("0", "76")  # three rows of 24
    assert [text.text for text in named(html, "text")] == [
        *("甲局", "125.0% 绿", "乙局", "25.0% 红", "丙镇", "未报", "序时进度 50.0%")
    ]


def test_a_bar_for_every_unit() -> None:
    bars = tuple(Bar(f"{number}局", Fraction(number, 49), "") for number in range(1, 50))
    html = pages_html([Page("题", (Chart("", bars),), (), {})])
    assert sum(bar.attributes["class"] == "bar" for bar in named(html, "rect")) == 49
    assert named(html, "line") == []
    assert named(html, "figcaption") == []


def test_every_chart_is_called_by_its_title() -> None:
    html = pages_html([PAGE, PAGE])
    pictures = named(html, "svg")
    titles = [title for title in named(html, "title") if title.within[-1] == "svg"]
    assert [picture.attributes["role"] for picture in pictures] == ["img"] * 4
    names = [picture.attributes["aria-labelledby"] for picture in pictures]
    assert names == [title.attributes["id"] for title in titles]
    assert len(set(names)) == 4


def test_a_chart_without_bars() -> None:
    html = pages_html([Page("题", (Chart("完成率", ()),), (), {})])
    assert "<figcaption>完成率</figcaption>\n<p>（无）</p>" in html
    assert named(html, "svg") == []


def test_it_is_made_for_paper_too() -> None:
    (style,) = named(pages_html([PAGE]), "style")
    assert "@page { size: A4;" in style.text
    assert "thead { display: table-header-group; }" in style.text
    assert "@media (prefers-color-scheme: dark)" in style.text


def test_several_pages_in_one_file() -> None:
    html = pages_html([PAGE, PAGE._replace(title="第二份")])
    assert [title.text for title in named(html, "h1")] == ["通报 & 附表", "第二份"]
    assert len(named(html, "article")) == 2
    assert named(html, "title")[0].text == "通报 & 附表"


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(ANY)
def test_any_text_means_just_itself(text: str) -> None:
    table = Table((Column(text),), ((Cell(text, link=f"https://{text}"),),), title=text)
    chart = Chart(text, (Bar(text, Fraction(1), text),), Fraction(1, 2), text)
    page = Page(text, (Paragraph(text), table, chart), (), {}, text, (text,))
    plain = Page("a", (Paragraph("a"), table, chart), (), {}, "a", ("a",))
    tags = [element.tag for element in elements(pages_html([page])) if element.tag != "br"]
    assert [tag for tag in tags if tag not in ("caption", "figcaption", "p")] == [
        element.tag
        for element in elements(pages_html([plain]))
        if element.tag not in ("br", "caption", "figcaption", "p")
    ]


def test_the_program_writes_a_page_of_the_web(tmp_path: Path) -> None:
    done = run("deadlines", "--data", BASE, "-o", str(tmp_path / "时限.html"))
    assert (done.code, done.out) == (0, "")
    html = (tmp_path / "时限.html").read_text(encoding="utf-8")
    assert [heading.text for heading in named(html, "th")][:2] == ["编号", "期限"]
    shown = run("deadlines", "--data", BASE, "-f", "html")
    assert shown.out == html
