"""Columns of the screen, and where lines break."""

import re
import unicodedata

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text import width as width_module
from anju_cli.text.invisible import visible, visible_line
from anju_cli.text.width import display_width, longest_piece, pad, wrap

SAMPLES = st.text(
    st.sampled_from("区政府办公室，。；：、（）《》“”—…abcXYZ 0129-./\u3000é①🎉"), max_size=80
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("2021-06-30", 10),
        ("区财政局", 8),
        ("区 A", 4),
        ("“六稳”", 6),
        ("：", 2),
        ("\u3000", 2),
        ("e\u0301", 1),
        ("🎉", 2),
        ("👍🏽", 2),
        ("\u200b", 0),
        ("\x07", 0),
        ("a\x07区", 3),
    ],
)
def test_display_width(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_the_widths_known_without_wcwidth_are_those_of_wcwidth() -> None:
    characters = map(chr, range(0x20, 0x10000))
    ordinary = [c for c in characters if width_module._is_ordinary(c)]
    assert len(ordinary) > 27_000
    wrong = [
        f"U+{ord(c):04X}"
        for c in ordinary
        if unicodedata.category(c) != "Cn" and display_width(c) != wcwidth.wcwidth(c)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("区政府办公室", 12, ["区政府办公室"]),
        ("区政府办公室", 11, ["区政府办公", "室"]),
        ("区政府办公室", 2, ["区", "政", "府", "办", "公", "室"]),
        ("第一行\n\n第三行", 20, ["第一行", "", "第三行"]),
        # a closing mark takes the character before it along
        ("调整完善目录，公开", 12, ["调整完善目", "录，公开"]),
        ("调整完善目）。公开", 12, ["调整完善", "目）。公开"]),
        ("公开率为95%，偏低", 12, ["公开率为", "95%，偏低"]),
        # an opening mark goes down to its word
        ("公开目录（《条例》）", 12, ["公开目录", "（《条例》）"]),
        ("重点是“六稳”", 8, ["重点是", "“六稳”"]),
        # words, dates and numbers stay whole
        ("期限为2021-06-30当日", 12, ["期限为", "2021-06-30当", "日"]),
        ("one two three", 7, ["one two", "three"]),
        ("见 DB51/T 2658-2019 标准", 14, ["见 DB51/T", "2658-2019 标准"]),
        ("网址https://a.cn/0123456789", 10, ["网址", "https://a.", "cn/0123456", "789"]),
        # spaces: kept at the start and inside, dropped at the end
        ("  区  局  ", 10, ["  区  局"]),
        ("区财政局   区司法局", 8, ["区财政局", "区司法局"]),
        # not even punctuation may pass the edge
        ("。。。。。", 4, ["。。", "。。", "。"]),
        ("é" * 5, 2, ["éé", "éé", "é"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(SAMPLES, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(display_width, lines)) <= width
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", ["a" * 4_000, "（" * 4_000])
def test_a_text_of_one_long_piece_is_wrapped_in_one_pass(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int] = []

    def counting(part: str) -> int:
        measured.append(len(part))
        return display_width(part)

    monkeypatch.setattr("anju_cli.text.width.display_width", counting)
    assert "".join(wrap(text, 20)) == text
    assert sum(measured) < 10 * len(text)


@given(SAMPLES.filter(lambda text: longest_piece(text) <= 30))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    lines = wrap(text, 40)
    assert not [line for line in lines[1:] if line.startswith(tuple("，。；：、）》”"))]
    assert not [line for line in lines[:-1] if line.endswith(tuple("（《“"))]


def test_longest_piece_is_what_a_column_must_hold() -> None:
    assert longest_piece("") == 0
    assert longest_piece("期限 2021-06-30\n（含当日）") == 10
    assert longest_piece("条例》）。") == 8


def test_pad_leans_to_either_side() -> None:
    assert pad("司法局", 8) == "司法局  "
    assert pad("250", 8, "right") == "     250"
    assert pad("司法局", 4) == "司法局"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("区财政局 250\u3000条", "区财政局 250\u3000条"),
        ("a\tb", "a b"),
        ("\x00\x1b[31m\r", "␀␛[31m␍"),
        ("\x7f", "␡"),
        ("财\u200b政", "财<U+200B>政"),
        ("\ufeff\u2028\x85", "<U+FEFF><U+2028><U+0085>"),
        ("\u202e", "<U+202E>"),
        ("司\ufe0f法", "司<U+FE0F>法"),
        ("\U000e0101", "<U+E0101>"),
        ("\ud800", "<U+D800>"),
        ("司\ue000法", "司<U+E000>法"),  # private use: on another screen it is something else
        ("e\u0301", "e\u0301"),
        ("一\n二", "一\n二"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_line_has_no_line_breaks() -> None:
    assert visible_line("一\r\n二\n三\u200b") == "一 二 三<U+200B>"
    assert visible_line("一\r二") == "一␍二"


@given(st.text())
def test_whatever_stands_in_the_data_is_printable_once_visible(text: str) -> None:
    shown = visible_line(text)
    invisible = [
        c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    ]
    assert invisible == []


def test_a_word_may_begin_with_a_point_after_a_space() -> None:
    assert wrap("扩展名 .csv", 8) == ["扩展名", ".csv"]
