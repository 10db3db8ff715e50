"""Characters typed twice, left over, or lookalikes; and where they are right.

Whole messages stand in ``fixtures/bad``; here it is repaired texts, places, and what may be
fixed in the file itself.
"""

from __future__ import annotations

import pytest

from anju_cli.parsing.grammar import key_kind
from anju_cli.parsing.lexer.characters import COLON_LOOKALIKES
from tests.parsing.repairing import only_error, repaired

NO_BREAK = "\u00a0"


# -- colons ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "meant", "column"),
    [
        ("note：：甲", "note: 甲", 5),
        ("note::甲", "note: 甲", 5),
        ("note:：甲", "note: 甲", 5),
        ("note：:甲", "note: 甲", 5),
        ("note： ：甲", "note: 甲", 5),
        ("note：：：甲", "note: 甲", 5),
        ("note: ：甲", "note: 甲", 7),
        ("note: :甲", "note: 甲", 7),
        ("link::https://a.cn", "link: https://a.cn", 5),
        ("title：：甲：乙", "title: 甲：乙", 6),
        ("- name：：甲", "- name: 甲", 7),
        ("司法局::18", "司法局: 18", 4),
        ("司法局:：18  # 说明", "司法局: 18  # 说明", 4),
        ("司法局: : 18", "司法局: 18", 6),
        ('"司法局"：：18', '"司法局": 18', 6),
        ("2021-05：：", "2021-05:", 8),
        ("2021-05:: {甲: 1}", "2021-05: {甲: 1}", 8),
        ("aliases：：[甲]", "aliases: [甲]", 8),
        ("done: {on: 2021-06-04, note：：甲}", "done: {on: 2021-06-04, note: 甲}", 28),
        ("done: {on: ：2021-06-04}", "done: {on: 2021-06-04}", 12),
        ('a: {"甲"：：1}', 'a: {"甲": 1}', 8),
    ],
)
def test_several_colons_are_one(line: str, meant: str, column: int) -> None:
    assert only_error(line) == (meant, column, "A105", True)


@pytest.mark.parametrize(
    "below", ["\n  - number: 1", "\n  # 说明\n  - number: 1"], ids=["a list", "a comment"]
)
@pytest.mark.parametrize("colons", ["：：", "::", ":：", ": ："])
def test_lines_below_several_colons_are_read_on(colons: str, below: str) -> None:
    meant, _, code, is_certain = only_error(f"tasks{colons}{below}")
    assert (meant, code, is_certain) == (f"tasks:{below}", "A105", True)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("note：。甲", "note: 甲"),
        ("note:，甲", "note: 甲"),
        ("note：；甲", "note: 甲"),
        ("note：：，甲", "note: ，甲"),
        ("done: {on: 2021-06-04, note：，甲}", "done: {on: 2021-06-04, note: 甲}"),
        ("tasks:。\n  - number: 1", "tasks:\n  - number: 1"),
        ("tasks：，\n  - number: 1", "tasks:\n  - number: 1"),
        ("targets:）\n  甲: 1", "targets:\n  甲: 1"),
        ("2021-05:.\n  甲: 1", "2021-05:\n  甲: 1"),
    ],
)
def test_punctuation_behind_a_colon_may_be_part_of_something(line: str, meant: str) -> None:
    text, _, code, is_certain = only_error(line)
    assert (text, code, is_certain) == (meant, "A105", False)


@pytest.mark.parametrize(
    "text",
    [
        'note: "：甲"',
        "note: ，甲",
        "note: ...",
        "note: 。",
        "note: 甲：：乙",
        "note: 见 std::vector",
        "note: |\n  甲：：乙\n  text::",
        "note: 甲\n  std::vector",
        "due : 2021-08-31",
        "tasks :\n  - number: 1",
        '- id : "1.1"',
    ],
)
def test_colons_that_are_right(text: str) -> None:
    assert repaired(text) == (text, [])


@pytest.mark.parametrize("char", COLON_LOOKALIKES)
def test_what_only_looks_like_a_colon(char: str) -> None:
    assert only_error(f"司法局{char}18") == ("司法局: 18", 4, "A105", True)
    assert only_error(f"note{char}甲") == ("note: 甲", 5, "A105", True)
    assert only_error(f"a: {{甲{char}1}}") == ("a: {甲: 1}", 6, "A105", False)


# -- names and commas between brackets ---------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "lead: [甲, 乙（丙，丁）]",
        "lead: [甲, 乙(丙，丁), 戊]",
        "a: {乙（丙，丁）: 3}",
        "a: {乙（丙：丁）: 3, 戊: 4}",
        "a: {甲：乙: 3}",
        "done: {note: 见附件（一，link：二）}",
    ],
)
def test_punctuation_in_a_name_parts_nothing(line: str) -> None:
    assert repaired(line) == (line, [])


@pytest.mark.parametrize(
    ("name", "is_certain"),
    [
        ("甲（乙，丙）", True),
        ("甲(乙，丙)", True),
        ("甲：乙", False),
    ],  # or the first colon is meant
)
def test_a_wrong_colon_behind_a_name_with_punctuation(name: str, is_certain: bool) -> None:
    for colon in ("：", ":"):
        for text in (f"targets:\n  {{}}{colon}3", f"published:\n  2021-05: {{{{{{}}{colon}3}}}}"):
            wrong, right = text.format(name), text.format(name).replace(f"{colon}3", ": 3")
            meant, _, code, certain = only_error(wrong)
            assert (meant, code, certain) == (right, "A105", is_certain)


@pytest.mark.parametrize(
    ("line", "meant", "is_certain"),
    [
        ("lead: [甲,，乙]", "lead: [甲, 乙]", True),
        ("lead: [甲，，乙]", "lead: [甲, 乙]", True),
        ("lead: [甲, ， 乙]", "lead: [甲, 乙]", True),
        ('lead: ["甲"，，乙]', 'lead: ["甲", 乙]', True),
        ("a: {甲: 1，，乙: 2}", "a: {甲: 1, 乙: 2}", True),
        ("lead: [甲，，，乙]", "lead: [甲, 乙]", False),
        ("lead: [甲,，]", "lead: [甲, ]", False),
        ("lead: [，甲]", "lead: [甲]", False),
        ("lead: [甲（乙），丙]", "lead: [甲（乙）, 丙]", True),
    ],
)
def test_commas_of_a_list(line: str, meant: str, is_certain: bool) -> None:
    text, _, code, certain = only_error(line)
    assert (text, code, certain) == (meant, "A106", is_certain)


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("done: {on: 2021-06-04，note: 甲}", [True]),
        ("done: {on: 2021-06-04，note：甲}", [True, True]),
        ("done: {note: 三点，link: 甲}", [True]),
        ("done: {note: 三点，link：甲}", [False, False]),  # YAML: one text
        ("done: {note: 三点，link:甲}", [False, False]),
    ],
)
def test_a_comma_in_a_text_may_be_right(line: str, certain: list[bool]) -> None:
    _, diagnostics = repaired(line)
    assert [bool(diagnostic.edits) for diagnostic in diagnostics] == certain


def test_a_slash_in_place_of_a_comma() -> None:
    line = "done: {on: 2021-06-04/note: 甲}"
    assert only_error(line) == ("done: {on: 2021-06-04, note: 甲}", 22, "A106", False)
    for right in ("done: {link: https://a.cn/b, note: 甲/乙}", "done: {on: 2021/06/04}"):
        assert repaired(right) == (right, [])


# -- quotes and names --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('targets:\n  "甲: 1"', 'targets:\n  "甲": 1'),
        ("targets:\n  '甲：1'  # 说明", "targets:\n  '甲': 1  # 说明"),
        ('plan:\n  "title: 甲"', "plan:\n  title: 甲"),
        ("lead:\n  - @甲", "lead:\n  - 甲"),
        ("lead: [*甲, 乙]", "lead: [甲, 乙]"),
        ('lead: ["甲, 乙]', 'lead: ["甲", 乙]'),
    ],
)
def test_quotes_and_characters_around_names_are_never_repaired_unasked(
    text: str, meant: str
) -> None:
    fixed, _, code, is_certain = only_error(text)
    assert (fixed, code, is_certain) == (meant, "A102", False)


@pytest.mark.parametrize("text", ['note:\n  "甲: 1"', 'lead:\n  - "@甲"', 'note: "甲, 乙"'])
def test_quotes_that_are_right(text: str) -> None:
    assert repaired(text) == (text, [])


@pytest.mark.parametrize("key", ["2021", "2021-06", "2021-6", "2021-Q2", "2021-H1", "2021年6月"])
def test_months_and_periods(key: str) -> None:
    assert key_kind(key) == "period"


@pytest.mark.parametrize(
    "key", ["12345热线中心", "5A景区管委会", "5G办公室", "7号工程办", "2021年专班", "6月专班"]
)
def test_names_that_begin_with_digits(key: str) -> None:
    assert key_kind(key) == "name"
    text = f"published:\n  2021-05:\n    司法局: 1\n    {key}: 2\n    '{key}甲': 3\n  2021-06: {{}}"
    assert repaired(text) == (text, [])


# -- lines -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "is_certain"),
    [
        (f"targets:\n{NO_BREAK}甲: 1\n  乙: 2", 2, True),
        (f"targets:\n  甲: 1\n{NO_BREAK}乙: 2", 2, True),
        (f"published:\n  2021-05:\n  {NO_BREAK}甲: 1\n    乙: 2", 4, True),
        (f"targets:\n{NO_BREAK}甲: 1", 2, False),  # nothing else says how deep
    ],
)
def test_one_no_break_space_for_two_spaces(text: str, column: int, is_certain: bool) -> None:
    indent = next(line for line in text.splitlines() if NO_BREAK in line)
    right = text.replace(indent, " " * column + indent.strip(f" {NO_BREAK}"))
    meant, _, code, certain = only_error(text)
    assert (meant, code, certain) == (right, "A104", is_certain)


def test_a_dash_among_the_fields_of_a_deadline() -> None:
    text = "deadlines:\n  - id: 1\n    due: 2\n    {}done:\n      on: 3\n  - id: 2\n    due: 3"
    assert only_error(text.format("- ")) == (text.format(""), 5, "A113", False)


@pytest.mark.parametrize("title", ["单位名册", "公开条数：2021年", "《方案》"])
def test_a_title_above_the_first_key(title: str) -> None:
    assert only_error(f"{title}\n\ndistrict: 甲") == (
        f"# {title}\n\ndistrict: 甲",
        1,
        "A112",
        False,
    )


def test_a_text_with_no_key_below_is_no_title() -> None:
    assert repaired("单位名册\n")[1] == []


# -- characters --------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "instead", "is_certain"),
    [
        ("\u034f", "", True),
        ("\u061c", "", True),
        ("\u180e", "", True),
        ("\ufe00", "", True),
        ("\ufe0f", "", True),  # behind no emoji
        ("\u3164", "", False),  # as wide as a blank
        ("\u115f", "", False),
        ("\u2800", "", False),
        ("\ue000", "", False),  # some character, but nobody knows which
        ("\u2ed3", "长", True),
        ("\u2ed4", "门", True),
        ("\u2ef3", "龟", True),
        ("\u2f24", "大", True),
        ("\u2eae", "\u2eae", False),
    ],
)
def test_characters_that_are_not_what_they_seem(char: str, instead: str, is_certain: bool) -> None:
    assert only_error(f"note: 甲{char}乙") == (f"note: 甲{instead}乙", 8, "A111", is_certain)


def test_a_radical_nobody_can_repair_leaves_the_line_to_the_reader() -> None:
    assert only_error("note: \u2ed4\u2eae") == ("note: 门\u2eae", 7, "A111", False)


def test_the_selector_behind_an_emoji_is_right() -> None:
    text = "note: \u2764\ufe0f \u260e\ufe0f 1\ufe0f\u20e3"
    assert repaired(text) == (text, [])
