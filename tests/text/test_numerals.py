"""The numbers of tasks: 1 to 99, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text.numerals import chinese, parse_ordinal

FULL_WIDTH = str.maketrans("0123456789.()[]", "０１２３４５６７８９．（）［］")

numbers = st.integers(1, 99)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (12, "十二"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
    ],
)
def test_a_number_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize("number", [-1, 0, 100])
def test_there_is_no_chinese_for_other_numbers(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "１２",
        "12.",
        "１２．",
        "12、",
        "十二",
        "十二、",
        "(十二)",
        "（十二）",
        "(12)",
        "（１２）",
        "〔十二〕",
        "[十二]",
        "【十二】",
        "第12项",
        "第十二项",
        "第（十二）项",
        "  12  ",
        "\u3000十二\u3000",
        "\u00a0( 十二 )\n",
        "⑿",
        "⼗⼆",
    ],
)
def test_ways_to_write_twelve(text: str) -> None:
    assert parse_ordinal(text) == 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "00",
        "012",
        "100",
        "-1",
        "+1",
        "1 2",
        "12.1",
        "12..",
        "1.5",
        "零",
        "一十二",
        "十十",
        "一二",
        "二十一二",
        "一百",
        "()",
        "(",
        "第项",
        "第十二",
        "十二项",
        "第十二条",
        "(十二",
        "十二)",
        "(十二〕",
        "((十二))",
        "司法局",
        "١٢",
    ],
)
def test_what_is_no_such_number(text: str) -> None:
    assert parse_ordinal(text) is None


@given(numbers)
def test_every_number_is_read_back_in_every_form(number: int) -> None:
    for core in (str(number), chinese(number)):
        for form in (core, f"{core}.", f"({core})", f"[{core}]", f"〔{core}〕", f"第{core}项"):
            assert parse_ordinal(form) == number
            assert parse_ordinal(f" \u3000{form.translate(FULL_WIDTH)} ") == number


def test_no_two_numbers_are_written_alike() -> None:
    assert len({chinese(number) for number in range(1, 100)}) == 99


@given(st.text("第项十二一012.、 \u3000(（〔[]〕)）"))
def test_any_text_is_a_number_of_1_to_99_or_none(text: str) -> None:
    assert parse_ordinal(text) in {None, *range(1, 100)}
