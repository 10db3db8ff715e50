"""The cells of views: what a spreadsheet holds looks like the text on the screen."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.model.pace import standing
from anju_cli.render.document import Cell
from anju_cli.render.excel.cells import formatted_value
from anju_cli.views.quotas import gap_cell
from anju_cli.views.words import cell, missing_words, percent_cell


def shown(content: Cell) -> str:
    """What a spreadsheet shows: it rounds the 15 digits that it keeps, halves up."""
    formatted = formatted_value(content)
    assert formatted is not None
    value, number_format = formatted
    if isinstance(value, date):
        assert number_format == "yyyy-mm-dd"
        return value.isoformat()
    number = Decimal(f"{value:.15g}")
    if number_format == "0":
        return str(int(number))
    per_cent = number_format.endswith("%")
    places = number_format.partition(";")[0].count("0") - 1
    size = (number * (100 if per_cent else 1)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    has_sign = number_format.startswith("+") and size > 0
    return f"{'+' if has_sign else ''}{size}{'%' if per_cent else ''}"


@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.dates(date(1901, 1, 1)))
def test_a_number_and_a_day_look_the_same_in_a_spreadsheet(value: int | date) -> None:
    content = cell(value)
    assert shown(content) == content.text


COUNTS = st.integers(0, 3000)


@given(COUNTS, st.integers(1, 3000))
def test_a_rate_looks_the_same_in_a_spreadsheet(part: int, whole: int) -> None:
    content = percent_cell(Fraction(part, whole))
    assert shown(content) == content.text


@given(st.integers(1, 3000), COUNTS, st.integers(0, 365))
def test_a_gap_looks_the_same_in_a_spreadsheet(target: int, published: int, days: int) -> None:
    content = gap_cell(standing(target, published, Fraction(days, 365), 1))
    assert shown(content) == content.text


@pytest.mark.parametrize("content", [cell(None), cell("250"), percent_cell(None)])
def test_what_is_no_number_is_held_as_its_text(content: Cell) -> None:
    assert formatted_value(content) is None


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((), ""),
        ((6,), "缺6月"),
        ((3, 4, 5, 7), "缺3—5月、7月"),
        ((1, 3, 11, 12), "缺1月、3月、11—12月"),
        (range(1, 13), "缺1—12月"),
    ],
)
def test_the_months_that_a_unit_lacks(months: tuple[int, ...], words: str) -> None:
    assert missing_words([f"2021-{month:02}" for month in months]) == words
