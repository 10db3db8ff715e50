"""A page as HTML: one file, read again with the parser of the standard library."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

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
    assert "@media screen and (prefers-color-scheme: dark)" in style.text


CSS = pages_html([Page("题", (), (), {})])
LIGHTS = ("green", "blue", "yellow", "red")


def palettes() -> dict[str, dict[str, str]]:
    """The colours by name: on a light screen, on a dark one, and on paper."""
    light, dark, paper = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", root))
        for root in re.findall(r":root \{([^}]*)\}", CSS)
    )
    return {"light": light, "dark": light | dark, "paper": light | paper}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_every_text_stands_out_from_what_is_behind_it(name: str) -> None:
    colours = palettes()[name]
    pairs = [("ink", "paper"), ("ink", "head"), ("soft", "paper"), ("link", "paper")]
    pairs += [(light, "paper") for light in LIGHTS]
    pairs += [(light, f"{light}-fill") for light in LIGHTS]
    texts = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in texts.items() if ratio < 4.5} == {}  # WCAG 1.4.3
    bars = {each: contrast(colours[f"{each}-bar"], colours["track"]) for each in ("plain", *LIGHTS)}
    assert {each: ratio for each, ratio in bars.items() if ratio < 3} == {}  # WCAG 1.4.11


def test_every_colour_of_a_text_is_among_those_that_are_compared() -> None:
    used = re.findall(r"(?:^|[ ;{])(?:color|background|fill): ([^;}]+)", CSS)
    names = {name for value in used for name in re.findall(r"^var\(--([a-z-]+)\)$", value)}
    assert len(names) == len(set(used))  # no colour that is no variable
    bars = {f"{each}-bar" for each in ("plain", *LIGHTS)}
    fills = {f"{each}-fill" for each in LIGHTS}
    assert names == {"ink", "paper", "soft", "head", "link", "track", *LIGHTS, *fills, *bars}


def test_a_long_table_scrolls_with_its_page() -> None:
    assert "max-height" not in CSS
    assert re.findall(r"[^{}]*\{ *\.scroll \{[^}]*\}", CSS) == [
        "\n@media (max-width: 68rem) { .scroll { overflow-x: auto; }"  # sideways, on a phone
    ]


def test_what_cannot_be_seen_is_shown() -> None:
    text = "甲\u202e\x9b\u2066"
    blocks = (Paragraph(text), Chart(text, (Bar(text, None, text),)))
    html = pages_html([Page(text, blocks, (), {}, text, (text,))])
    assert text not in html and html.count("甲&lt;U+202E&gt;&lt;U+009B&gt;&lt;U+2066&gt;") >= 8


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
