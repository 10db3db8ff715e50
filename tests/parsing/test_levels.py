"""Which level a line belongs to, by what it says as well as by its column.

Whole messages stand in ``fixtures/bad``; here it is places and the text as it was meant.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

import pytest

from anju_cli.model.schema import FILES
from anju_cli.parsing import compose, grammar
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import construct
from tests.parsing.repairing import Place, places
from tests.running import BASE, ROOT


def text_of(case: str) -> str:
    return dedent(case).strip("\n")


def case(name: str, wrong: str, meant: str | None, *errors: Place) -> Any:
    """Make a case of a text, how it was meant (None: as it is), and the errors in it."""
    wrong = text_of(wrong)
    return pytest.param(wrong, wrong if meant is None else text_of(meant), list(errors), id=name)


TEXTS = [
    case(
        "a blank comes between two lines of Chinese",
        """
        note: 已在门户
          网站
          公布。
        title: "公布
          目录"
        what: '通报，
          附件'
        """,
        None,
        (2, 3, "A115"),
        (5, 3, "A115"),
        (7, 3, "A115"),
    ),
    case(
        "none is too many where one side is not Chinese, a line is blank, or lines are kept",
        """
        note: 已在 QQ
          群公布，共 3
          次。

          备案
        title: "公布

          目录"
        text: |
          公布
          目录
        what: >-
          公布

          目录
        """,
        None,
    ),
    case(
        "a blank comes between two lines of a folded block and of a text in braces",
        """
        text: >-
          公布
          目录
          清单
        done: {on: 2021-06-04, note: 已完
          成}
        plan: {note: "已在
          门户"}
        what: >-
          公布
            目录
          QQ
        lead: ["甲
          乙"]
        """,
        None,
        (3, 3, "A115"),
        (6, 3, "A115"),
        (8, 3, "A115"),
    ),
    case(
        "half a text is no key, though a colon stands in it",
        """
        tasks:
          - note: 已在门户
        网站公布：已办。
            title: 甲
        """,
        """
        tasks:
          - note: 已在门户

            title: 甲
        """,
        (3, 1, "A112"),
    ),
    case(
        "after the end of a sentence it is one",
        """
        note: 已在门户公布。
        备注：已办
        """,
        """
        note: 已在门户公布。
        备注: 已办
        """,
        (2, 3, "A105"),
    ),
]

COLONS = [
    case(
        "the first line of a block has no colon",
        """
        published:
          2021-05:
            司法局 18
            青石镇: 0
          2021-06
            司法局20
          2021-07 {司法局: 1}
        """,
        """
        published:
          2021-05:
            司法局: 18
            青石镇: 0
          2021-06:
            司法局: 20
          2021-07: {司法局: 1}
        """,
        (3, 8, "A105"),
        (5, 10, "A105"),
        (6, 8, "A105"),
        (7, 10, "A105"),
    ),
    case(
        "so have lines of ours",
        """
        plan
          title 方案
          year: 2021
        tasks:
          - number 1
            text: |
              甲
            lead [甲, 乙]
            deadlines:
              - id: "1.1"
                done
                  on 2021-06-28
                  note: 甲
        """,
        """
        plan:
          title: 方案
          year: 2021
        tasks:
          - number: 1
            text: |
              甲
            lead: [甲, 乙]
            deadlines:
              - id: "1.1"
                done:
                  on: 2021-06-28
                  note: 甲
        """,
        (1, 5, "A105"),
        (2, 8, "A105"),
        (5, 11, "A105"),
        (8, 9, "A105"),
        (11, 13, "A105"),
        (12, 13, "A105"),
    ),
    case(
        "a text on the line below its key is no key",
        """
        tasks:
          - title:
              on 2021-06-28
            note:
              司法局 18
            support:
              - 司法局 18
        """,
        None,
    ),
]

COLUMNS = [
    case(
        "a mark of what is done stands anywhere",
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                due: 2021-06-30
            done:
              on: 2021-06-28
              - id: "1.2"
                due: 2021-06-30
        done:
          on: 2021-06-28
              - id: "1.3"
                due: 2021-06-30
                done:
                on: 2021-06-28
                note: 甲
              - id: "1.4"
                due: 2021-06-30
              done:
                  on: 2021-06-28
          - number: 2
        """,
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                due: 2021-06-30
                done:
                  on: 2021-06-28
              - id: "1.2"
                due: 2021-06-30
                done:
                  on: 2021-06-28
              - id: "1.3"
                due: 2021-06-30
                done:
                  on: 2021-06-28
                  note: 甲
              - id: "1.4"
                due: 2021-06-30
                done:
                  on: 2021-06-28
          - number: 2
        """,
        (6, 5, "A102"),
        (10, 1, "A102"),
        (15, 9, "A102"),
        (19, 7, "A102"),
    ),
    case(
        "a field that would end the record in which the next line goes on",
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                occurrences:
                  - date: 2021-06-10
                done: {on: 2021-06-15}
                  - date: 2021-07-01
        """,
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                occurrences:
                  - date: 2021-06-10
                    done: {on: 2021-06-15}
                  - date: 2021-07-01
        """,
        (7, 9, "A102"),
    ),
    case(
        "where no line goes on there, it stays where it is",
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                occurrences:
                  - date: 2021-06-10
                done: {on: 2021-06-15}
        """,
        None,
    ),
    case(
        "units in the column of their month, and months at the margin",
        """
        published:
        2021-05:
          司法局: 18
          青石镇: 0
        2021-06:
          司法局: 20
        """,
        """
        published:
          2021-05:
            司法局: 18
            青石镇: 0
          2021-06:
            司法局: 20
        """,
        (2, 1, "A102"),
    ),
    case(
        "units in the column of their month",
        """
        published:
          2021-05:
          司法局: 18
          青石镇: 0
          2021-06: {司法局: 20}
        """,
        """
        published:
          2021-05:
            司法局: 18
            青石镇: 0
          2021-06: {司法局: 20}
        """,
        (3, 3, "A102"),
    ),
    case(
        "the first month is too deep, with all that is below it",
        """
        published:
            2021-05:
              司法局: 18
          2021-06:
            司法局: 20
        """,
        """
        published:
          2021-05:
            司法局: 18
          2021-06:
            司法局: 20
        """,
        (2, 5, "A102"),
    ),
    case(
        "a month among the counts",
        """
        published:
          2021-05:
            司法局: 18
            2021-06: {司法局: 20}
          2021-07: {司法局: 1}
        """,
        """
        published:
          2021-05:
            司法局: 18
          2021-06: {司法局: 20}
          2021-07: {司法局: 1}
        """,
        (4, 5, "A102"),
    ),
    case(
        "a dash among those of another list, with its fields or without them",
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                due: 2021-06-30
            - number: 2
              text: |
                甲
                乙
              note: 丙
            - number: 3
            note: 丁
          - number: 4
        """,
        """
        tasks:
          - number: 1
            deadlines:
              - id: "1.1"
                due: 2021-06-30
          - number: 2
            text: |
              甲
              乙
            note: 丙
          - number: 3
            note: 丁
          - number: 4
        """,
        (6, 5, "A102"),
    ),
    case(
        "the first key of the file is indented",
        """
         district: 甲区
        units:
          - name: 甲
        """.replace("\n        ", "\n"),
        """
        district: 甲区
        units:
          - name: 甲
        """,
        (1, 1, "A102"),
    ),
    case(
        "so is all of the file",
        "  district: 甲区\n  units:\n    - name: 甲\n",
        None,
    ),
    case(
        "a header is lost",
        """
        year: 2021
        # 附件
          甲局: 200
          乙局: 100

          2021-05:
            甲局: 1
        """,
        """
        year: 2021
        targets:
          甲局: 200
          乙局: 100
        published:
          2021-05:
            甲局: 1
        """,
        (3, 3, "A102"),
        (6, 3, "A102"),
    ),
]

SIGNS = [
    case(
        "bullets",
        """
        lead:
          · 甲
          •乙
          - 丙
          —— 丁
          ‐ 戊
          + 己
          * 庚
        units:
          · name: 甲
            kind: 镇
          - name: 乙
        """,
        """
        lead:
          - 甲
          - 乙
          - 丙
          - 丁
          - 戊
          - 己
          - 庚
        units:
          - name: 甲
            kind: 镇
          - name: 乙
        """,
        (2, 3, "A113"),
        (3, 3, "A113"),
        (5, 3, "A113"),
        (6, 3, "A113"),
        (7, 3, "A113"),
        (8, 3, "A113"),
        (10, 3, "A113"),
    ),
    case(
        "bullets in texts",
        """
        note:
          · 甲
        text: |
          · 乙
        title: · 丙
        """,
        None,
    ),
    case(
        "comments",
        """
        ＃ 说明
        units:
          // 附件：甲
          - name: 甲
            ＃kind: 镇
            kind: 区直部门
        """,
        """
        # 说明
        units:
          # 附件：甲
          - name: 甲
            #kind: 镇
            kind: 区直部门
        """,
        (1, 1, "A112"),
        (3, 3, "A112"),
        (5, 5, "A112"),
    ),
    case(
        "dashes where no list stands",
        """
        tasks:
          - deadlines:
              - done:
                  - on: 2021-06-28
                    note: 甲
              - done:
                  - on: 2021-06-28
                  - note: 甲
              - done:
                  - 2021-05: {on: 2021-06-01}
                  - 2021-06:
                      on: 2021-07-01
        """,
        """
        tasks:
          - deadlines:
              - done:
                    on: 2021-06-28
                    note: 甲
              - done:
                  on: 2021-06-28
                  note: 甲
              - done:
                  2021-05: {on: 2021-06-01}
                  2021-06:
                      on: 2021-07-01
        """,
        (4, 11, "A113"),
        (7, 11, "A113"),
        (10, 11, "A113"),
    ),
    case(
        "brackets left over",
        """
        units:
          - name: 甲
            aliases: []
              - 乙
        published: {}
          2021-05: {}
          2021-06:
            甲: 1
        """,
        """
        units:
          - name: 甲
            aliases:
              - 乙
        published:
          2021-05: {}
          2021-06:
            甲: 1
        """,
        (3, 14, "A102"),
        (5, 12, "A102"),
    ),
    case(
        "a brace above lines of their own, closed or not",
        """
        published: {
          2021-05:
            甲: 1
        }
        total: 1
        """,
        """
        published:
          2021-05:
            甲: 1

        total: 1
        """,
        (1, 12, "A102"),
    ),
    case(
        "a brace over several lines is right",
        """
        published: {
          2021-05: {
            甲: 1,
          },
          2021-06: {甲: 2}
        }
        """,
        None,
    ),
]


@pytest.mark.parametrize(("wrong", "meant", "errors"), [*TEXTS, *COLONS, *COLUMNS, *SIGNS])
def test_lines(wrong: str, meant: str, errors: list[Place]) -> None:
    assert places(wrong) == (meant, errors)


# -- laws over the base plan -------------------------------------------------

FILE_LINES = {
    kind: tuple((ROOT / BASE / f"{kind}.yaml").read_text(encoding="utf-8").split("\n"))
    for kind in FILES
}
KEY = re.compile(r" *(?:- )?(?P<key>[^\s:#]+)(?P<colon>:)(?: (?P<value>.*))?")


def tree(text: str | None) -> Any:
    """Construct what a text holds; None where it is no YAML."""
    node, diagnostics = compose(Source("a.yaml", split_lines(text or "")))
    return construct(node) if node and not diagnostics else None


def with_keys(kind: str) -> list[int]:
    """Find the lines of a file of the base plan (from 0) that have a key."""
    return [at for at, line in enumerate(FILE_LINES[kind]) if KEY.fullmatch(line)]


@pytest.mark.parametrize("kind", FILES)
def test_each_line_that_has_lost_its_colon_is_found_and_read_on(kind: str) -> None:
    lines = FILE_LINES[kind]
    for at in with_keys(kind):
        match = KEY.fullmatch(lines[at])
        assert match
        edited = list(lines)
        edited[at] = lines[at][: match.start("colon")] + lines[at][match.end("colon") :]
        expected = [(at + 1, match.start("colon") + 1, "A105")]
        assert places("\n".join(edited)) == ("\n".join(lines), expected), edited[at]


@pytest.mark.parametrize("kind", FILES)
def test_each_line_that_is_moved_alone_is_found_and_read_where_it_belongs(kind: str) -> None:
    lines = FILE_LINES[kind]
    right = tree("\n".join(lines))
    for at in with_keys(kind):
        bare = lines[at].lstrip(" ")
        column = len(lines[at]) - len(bare)
        for moved in {0, *(column + by for by in (-4, -2, -1, 1, 2, 4, 8))} - {column}:
            edited = [*lines[:at], " " * moved + bare, *lines[at + 1 :]]
            text, errors = places("\n".join(edited))
            assert tree(text) == right, edited[at]
            # None where YAML takes the line for right: - in the column of the key above it.
            assert [line for line, _, _ in errors] in ([at + 1], []), edited[at]


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("wide", [3, 4])
def test_a_file_that_is_indented_by_another_width_is_left_alone(kind: str, wide: int) -> None:
    lines = []
    for line in FILE_LINES[kind]:
        bare = line.lstrip(" ")
        columns = (len(line) - len(bare)) // 2 * wide
        lines.append(" " * columns + re.sub("^- ", "-".ljust(wide), bare))
    assert places("\n".join(lines)) == ("\n".join(lines), [])


# -- the grammar -------------------------------------------------------------


def fields_of_the_models() -> dict[str, set[str]]:
    """Collect the fields that may stand under a key, or in the items of its list."""
    fields: dict[str, set[str]] = {}

    def walk(schema: dict[str, Any], key: str, definitions: dict[str, Any]) -> None:
        if "$ref" in schema:
            schema = definitions[schema["$ref"].rsplit("/", 1)[-1]]
        for inner in (schema.get("items"), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
            if inner:
                walk(inner, key, definitions)
        for name, below in schema.get("properties", {}).items():
            fields.setdefault(key, set()).add(name)
            walk(below, name, definitions)

    for model in FILES.values():
        schema = model.model_json_schema()
        walk(schema, grammar.ROOT, schema.get("$defs", {}))
    return fields


def test_the_grammar_is_that_of_the_models() -> None:
    assert {key: set(words) for key, words in grammar.FIELDS.items()} == fields_of_the_models()
