"""An apostrophe before what a spreadsheet would not leave a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text.cell_text import guarded, unguarded

NUMBERS = [
    "12.10",
    "00123",
    "1,234",
    "-3",
    "+8",
    "(5)",
    "1E5",
    "50%",
    "¥5",
    "１２.10",
    " 7",
    "TRUE",
]
DAYS = [
    "1-2",
    "3/4",
    "2021年6月",
    "6月30日",
    "12:30",
    "Mar 1",
    "SEPT1",
    "2021/6/30",
    "0825-8661234",
]
FORMULAS = ["=1+1", "＝1", "+A1", "＋1", "-A1", "－1", "@SUM(A1)", "＠x", "\t=1", "\r=1", " =1"]
FORMULAS += ['=HYPERLINK("http://例子","点这里")', "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", [*NUMBERS, *DAYS, *FORMULAS])
def test_what_opens_as_something_else_has_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(f"'{text}") == text


PLAIN = ["", "司法局", "（十二）", "12.10 公布目录", "6月", "缺3—5月、7月", "2021-06-30"]
PLAIN += ["第3项", "https://x.cn/1", "一—二", "a=1", "‘十四五’", "'司法局"]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_that_stays_one_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(st.text(st.sampled_from("'=12.10-年x ")) | st.text())
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
