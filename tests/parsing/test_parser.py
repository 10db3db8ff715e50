"""What shows in the lines alone: where it is, and the text as it was meant.

Whole messages stand in ``fixtures/bad``; here it is places and repaired texts.
"""

from __future__ import annotations

from textwrap import dedent
from typing import get_args, get_type_hints

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel

from anju_cli.model import schema
from anju_cli.model.scalars import Text
from anju_cli.parsing import compose, repair
from anju_cli.parsing.grammar import TEXT_FIELDS
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import construct
from tests.parsing.repairing import Place, places


@pytest.mark.parametrize(
    ("line", "meant", "column", "code"),
    [
        # colons
        ("title：甲", "title: 甲", 6, "A105"),
        ("title ：  甲", "title : 甲", 7, "A105"),
        ("title：", "title:", 6, "A105"),
        ("title：   # 说明", "title: # 说明", 6, "A105"),
        ("司法局：18", "司法局: 18", 4, "A105"),
        ("司法局：18  # 说明", "司法局: 18  # 说明", 4, "A105"),
        ("2021-06：{司法局: 18}", "2021-06: {司法局: 18}", 8, "A105"),
        ("'司法局'：18", "'司法局': 18", 6, "A105"),
        ("- name：司法局", "- name: 司法局", 7, "A105"),
        ("title:甲", "title: 甲", 7, "A105"),
        ("司法局:18", "司法局: 18", 5, "A105"),
        ("2021-06:{司法局: 18}", "2021-06: {司法局: 18}", 9, "A105"),
        ('"司法局":18', '"司法局": 18', 7, "A105"),
        ("2021:{on: 2021-12-30}", "2021: {on: 2021-12-30}", 6, "A105"),
        ("司法局﹕18", "司法局: 18", 4, "A105"),
        ("司法局 ∶ 18", "司法局 : 18", 5, "A105"),
        ("on︰2021-06-28", "on: 2021-06-28", 3, "A105"),
        ("on=2021-06-28", "on: 2021-06-28", 3, "A105"),
        ("total；11110", "total: 11110", 6, "A105"),
        ("- 甲：", "- 甲", 4, "A105"),
        ("- 甲：  # 说明", "- 甲  # 说明", 4, "A105"),
        ('"司法局: 18', '"司法局": 18', 1, "A102"),
        ("'2021-05：", "'2021-05':", 1, "A102"),
        ("title:　甲", "title: 甲", 7, "A104"),
        ("title:\u00a0 甲", "title: 甲", 7, "A104"),
        # dashes
        ("-\t甲", "- 甲", 2, "A103"),
        ("-　甲", "- 甲", 2, "A104"),
        ("-甲", "- 甲", 1, "A113"),
        ("－ 甲", "- 甲", 1, "A113"),
        ("—甲", "- 甲", 1, "A113"),
        # brackets
        ("a: [甲，乙，丙]", "a: [甲, 乙, 丙]", 6, "A106"),
        ("a: {甲：1, 乙： 2}", "a: {甲: 1, 乙: 2}", 6, "A105"),
        ("a: {甲:1}", "a: {甲: 1}", 7, "A105"),
        ("a: {甲:　1}", "a: {甲: 1}", 6, "A105"),
        ("a: ［甲］", "a: [甲]", 4, "A106"),
        ("a: ｛甲: 1｝", "a: {甲: 1}", 4, "A106"),
        ("a: {甲: 1，乙: 2}", "a: {甲: 1, 乙: 2}", 9, "A106"),
        ("a: {甲: 1、乙: 2、丙: 3}", "a: {甲: 1, 乙: 2, 丙: 3}", 9, "A106"),
        ("a: {on: 2021-06-04，备注: 甲}", "a: {on: 2021-06-04, 备注: 甲}", 19, "A106"),
        ("a: {note: 甲，乙，on: 2021-06-04}", "a: {note: 甲，乙, on: 2021-06-04}", 14, "A106"),
        ('a: ["甲"，"乙"]', 'a: ["甲", "乙"]', 8, "A106"),
        ('a: {"甲"：1}', 'a: {"甲": 1}', 8, "A105"),
        ("a: {甲: 1 乙: 2}", "a: {甲: 1, 乙: 2}", 9, "A102"),
        ("a: {note: 甲 on: 2021-06-04}", "a: {note: 甲, on: 2021-06-04}", 12, "A102"),
        ('a: {"甲": "1" "乙": 2}', 'a: {"甲": "1", "乙": 2}', 13, "A102"),
        ("a: {甲 1, 乙: 2}", "a: {甲: 1, 乙: 2}", 6, "A105"),
        ("a: {2021-06 {甲: 1}}", "a: {2021-06: {甲: 1}}", 12, "A105"),
        ("a: {on 2021-06-04}", "a: {on: 2021-06-04}", 7, "A105"),
        ("a: {note 甲, on: 2021-06-04}", "a: {note: 甲, on: 2021-06-04}", 9, "A105"),
        ("a: [甲, 乙：]", "a: [甲, 乙]", 9, "A105"),
        ("a: [甲:, 乙]", "a: [甲, 乙]", 6, "A105"),
        ("a: [甲】", "a: [甲]", 6, "A102"),
        ("a: [甲（乙）】", "a: [甲（乙）]", 9, "A102"),
        ("a: [甲（乙）", "a: [甲（乙）]", 4, "A102"),
        ("a: {甲: 1)  # 说明", "a: {甲: 1}  # 说明", 9, "A102"),
        ("a: {甲: 1}}", "a: {甲: 1}", 10, "A102"),
        ("a: [甲]。  # 说明", "a: [甲]  # 说明", 7, "A102"),
        ("note: [甲]。", 'note: "[甲]。"', 10, "A102"),
        ("a: {甲= 1, 乙: 2}", "a: {甲: 1, 乙: 2}", 6, "A105"),
        ("a: {甲；1}", "a: {甲: 1}", 6, "A105"),
        ("a: [- 甲, 乙]", "a: [甲, 乙]", 5, "A113"),
        ("a: [甲 # 乙, 丙]", "a: [甲 , 丙]", 7, "A114"),
        ("lead: 【甲，乙】", "lead: [甲, 乙]", 7, "A106"),
        ("lead: (甲)", "lead: [甲]", 7, "A106"),
        ("a: （甲: 1，乙：2）", "a: {甲: 1, 乙: 2}", 4, "A106"),
        ("lead: - 甲 - 乙", "lead: [甲, 乙]", 7, "A113"),
        ("done: on: 2021-06-04", "done: {on: 2021-06-04}", 9, "A102"),
        ("2021-06: 甲: 1, 乙: 2}", "2021-06: {甲: 1, 乙: 2}", 11, "A102"),
        ("a: [甲, 乙", "a: [甲, 乙]", 4, "A102"),
        ("a: [甲, {乙: 1  # 说明", "a: [甲, {乙: 1}]  # 说明", 8, "A102"),
        ("a: [甲}", "a: [甲]", 6, "A102"),
        ('a: ["甲]', 'a: ["甲"]', 5, "A102"),
        # quotes
        ('a: "甲', 'a: "甲"', 4, "A102"),
        ("a: '甲''", "a: '甲'''", 4, "A102"),
        ('- "甲', '- "甲"', 3, "A102"),
        ('a: "甲" 乙', "a: '\"甲\" 乙'", 8, "A102"),
        ("a: '甲'乙'", 'a: "甲\'乙"', 7, "A102"),
        ('a: "甲"乙"丙"', "a: '甲\"乙\"丙'", 7, "A102"),
        ('a: ""甲""', 'a: "甲"', 6, "A102"),
        ('a: "甲"乙"丙', "a: '甲\"乙\"丙'", 7, "A102"),
        ('a: "甲”', 'a: "甲"', 4, "A102"),
        ('a: "“甲”', 'a: "“甲”"', 4, "A102"),
        ('a: {note: "甲"乙}', "a: {note: '\"甲\"乙'}", 14, "A102"),
        ('a: ["甲"乙", 丙]', "a: [甲乙, 丙]", 8, "A102"),
        ('a: "甲"乙\'丙', "a: '\"甲\"乙''丙'", 7, "A102"),
        ("a: '甲'\"乙\"", "a: '''甲''\"乙\"'", 7, "A102"),
        ("lead: [甲, 乙]、丙", "lead: [甲, 乙, 丙]", 14, "A102"),
        ("lead: [甲], [乙]  # 说明", "lead: [甲, 乙]  # 说明", 13, "A102"),
        ("2021-06: {甲: 1}，乙: 2", "2021-06: {甲: 1, 乙: 2}", 17, "A102"),
        ("year: year: 2021", "year: 2021", 7, "A102"),
        ("done: {on: on: 2021-06-04}", "done: {on: 2021-06-04}", 12, "A102"),
        ("a: {note: note: 甲, on: 1}", "a: {note: 甲, on: 1}", 11, "A102"),
        ("lead: lead: [甲, 乙]", "lead: [甲, 乙]", 7, "A102"),
        ("a: [2021]3号", 'a: "[2021]3号"', 10, "A102"),
        ("a: {note: [甲]乙, on: 1}", 'a: {note: "[甲]乙", on: 1}', 14, "A102"),
        ("a: {note: 甲[乙, 丙]}", 'a: {note: "甲[乙, 丙]"}', 12, "A102"),
        ("a: {note: 甲: 乙, on: 1}", 'a: {note: "甲: 乙", on: 1}', 12, "A102"),
        ("a: {note: 甲:}", 'a: {note: "甲:"}', 12, "A102"),
        ("a: {note: @甲}", 'a: {note: "@甲"}', 11, "A102"),
        ("note: - 甲", 'note: "- 甲"', 7, "A102"),
        ("note: ? 甲", 'note: "? 甲"', 7, "A102"),
        # comments
        ("a: 甲 #乙", "a: 甲 #乙", 6, "A114"),
        ("- 甲 #乙", "- 甲 #乙", 5, "A114"),
        ("a: b\n  c #丙", "a: b\n  c #丙", 5, "A114"),
        ("a: 15 #0", "a: 15 #0", 7, "A114"),
        ("note: 20 #21年", "note: 20 #21年", 10, "A114"),
        ("note: 甲\n  11 #月", "note: 甲\n  11 #月", 6, "A114"),
        ("a: {note: 甲 #乙, on: 1}", 'a: {note: "甲 #乙", on: 1}', 13, "A114"),
        ("a: [甲, #乙, 丙]", "a: [甲, 乙, 丙]", 8, "A114"),
        ("a: 甲: 乙", 'a: "甲: 乙"', 5, "A102"),
        ("a: 甲: 乙  # 说明", 'a: "甲: 乙"  # 说明', 5, "A102"),
        ('a: 甲 "乙": 丙', "a: '甲 \"乙\": 丙'", 9, "A102"),
        ("a: 甲:", 'a: "甲:"', 5, "A102"),
        ("note: @甲", 'note: "@甲"', 7, "A102"),
        ("note: *重要", 'note: "*重要"', 7, "A102"),
        ("note: |甲", 'note: "|甲"', 7, "A102"),
        ("name: `甲", "name: 甲", 7, "A102"),
        ("a: >150", "a: 150", 4, "A102"),
        # characters
        ("a: 甲\u200b乙", "a: 甲乙", 5, "A111"),
        ("\ufeffa: 甲", "a: 甲", 1, "A111"),
        ("a: \u200b甲\x07\u200b", "a: 甲", 4, "A111"),
        ("a: ⼤⽇", "a: 大日", 4, "A111"),
        # white space
        ("　# 说明", "  # 说明", 1, "A104"),
        ("　", "", 1, "A104"),
        (" \t", "", 2, "A103"),
        ("a:　", "a:", 3, "A104"),
        ("a: \u00a0", "a:", 4, "A104"),
        ('a: "甲"　', 'a: "甲"', 7, "A104"),
        ("a: [甲]　# 说明", "a: [甲] # 说明", 7, "A104"),
        ("a: |　", "a: |", 5, "A104"),
        ("a: | 　# 说明", "a: | # 说明", 6, "A104"),
        ("a: 250　# 说明", "a: 250 # 说明", 7, "A104"),
        ("note: 250　# 说明", "note: 250 # 说明", 10, "A104"),
        ("- 甲　# 说明", "- 甲 # 说明", 4, "A104"),
        ('a: 　"甲"', 'a: "甲"', 4, "A104"),
    ],
)
def test_a_line(line: str, meant: str, column: int, code: str) -> None:
    assert places(line) == (meant, [(line.count("\n") + 1, column, code)])


@pytest.mark.parametrize(
    "line",
    [
        "title: 报备：账号，开设",
        "title: 报备:账号 https://example.com:80/a 12:30",
        "- 甲：乙",
        "- 12:30",
        'title: "报备：账号: 开设, [停用" # 说明："',
        "title: 报备［停用］｛注销｝、[备案]",
        "lead: [各镇、街道, '甲，乙', \"丙：1\"]  # 说明，：",
        "{a: https://example.com:80/a, b: 12:30}",
        "a: -5",
        "a: 甲 # 乙",
        "a: 150 #甲",
        "a: 2021-06-30 #甲",
        'id: "2.1" #甲',
        "a: [甲] #乙",
        "a: | #乙",
        "a: 甲#1",
        "note: 甲　# 乙",
        "a: 250　",
        "a: {note: 甲，乙：丙；其中，丁：20}",
        "a: {note: 见［附件］，网址：https://a.cn, on: 2021-06-04}",
        "a: {note: ［附件］甲, on: 2021-06-04}",
        "a: {note: ，甲、乙 3月：5条}",
        "a: {note: 12 分:30}",
        "a: [各镇、街道, 甲：乙, 丙；丁]",
        "a: {甲: 1}  #乙]",
        "lead: 甲（乙）",
        "note: 【甲】乙",
        "note: ［甲］乙",
        "note: ｛甲",
        "a: 150 # 0",
        "note: 【甲】",
        "note: （甲：1）",
        "a: &name",
        "a: !!str 甲",
        "a: *name",
        "2021-06: {on: 2021-07-01}",
        "%YAML 1.2",
        "--- # 说明",
    ],
)
def test_a_line_that_is_right(line: str) -> None:
    assert places(line) == (line, [])


def case(text: str) -> str:
    return dedent(text).strip("\n")


@pytest.mark.parametrize(
    ("text", "meant", "errors"),
    [
        pytest.param(
            """
            text: |
              lead：甲
              [甲，乙
              - 丙：1
            """,
            None,
            [],
            id="a block is text",
        ),
        pytest.param(
            """
            text: >-
              甲
            lead：乙
            """,
            """
            text: >-
              甲
            lead: 乙
            """,
            [(3, 5, "A105")],
            id="after a block",
        ),
        pytest.param(
            """
            text: 甲，
              乙：150
              丙
            lead: 丁
            """,
            None,
            [(2, 3, "A115")],
            id="a text goes on over deeper lines",
        ),
        pytest.param(
            """
            text: "甲，
              lead：乙
            丙：1"
            lead: 丁
            """,
            None,
            [(3, 1, "A115")],
            id="a quote goes on over lines",
        ),
        pytest.param(
            """
            lead: [
              甲,
              "乙，
              丙"
            ]
            """,
            None,
            [],
            id="brackets go on over lines",
        ),
        pytest.param(
            """
            a:
              b: [甲,
                乙
              c: "丙
              d: 丁
            """,
            """
            a:
              b: [甲,
                乙]
              c: "丙"
              d: 丁
            """,
            [(2, 6, "A102"), (4, 6, "A102")],
            id="what is left open is closed before the next field",
        ),
        pytest.param(
            """
            a:
              - id: "2.1
                b: 甲
              - id: ["2.2
            """,
            """
            a:
              - id: "2.1"
                b: 甲
              - id: ["2.2"]
            """,
            [(2, 9, "A102"), (4, 9, "A102"), (4, 10, "A102")],
            id="at the end of the file too",
        ),
        pytest.param(
            """
            a:
              b: 1
               c: 2
             d: 3
            """,
            """
            a:
              b: 1
              c: 2
              d: 3
            """,
            [(3, 4, "A102"), (4, 2, "A102")],
            id="lines out of line",
        ),
        pytest.param(
            """
            a:
              b: 1
               c: 2
               d: 3
              e: 4
            """,
            """
            a:
              b: 1
              c: 2
              d: 3
              e: 4
            """,
            [(3, 4, "A102")],
            id="lines out of line together",
        ),
        pytest.param(
            """
            a:
             b: 1
              c: 2
              d: 3
            """,
            """
            a:
              b: 1
              c: 2
              d: 3
            """,
            [(2, 2, "A102")],
            id="the first line is out of line",
        ),
        pytest.param(
            """
            a:
               - id: 1
                b: 2
                c: 3
              - id: 2
            """,
            """
            a:
              - id: 1
                b: 2
                c: 3
              - id: 2
            """,
            [(2, 4, "A102")],
            id="the first dash is out of line",
        ),
        pytest.param(
            """
            a:
              - id: 1
                b: 2
              -   id: 2
                b: 2
                c: 3
            """,
            """
            a:
              - id: 1
                b: 2
              - id: 2
                b: 2
                c: 3
            """,
            [(4, 4, "A102")],
            id="too many blanks after a dash",
        ),
        pytest.param(
            """
            a:
                b:
               - id: 1
                 c: |
                   甲
                   乙
                d: 2
            """,
            """
            a:
                b:
                  - id: 1
                    c: |
                      甲
                      乙
                d: 2
            """,
            [(3, 4, "A102")],
            id="a block of lines out of line is moved with its first",
        ),
        pytest.param(
            """
            a:
              2021-05:
             甲: 1
              2021-06: {}
            """,
            """
            a:
              2021-05:
                甲: 1
              2021-06: {}
            """,
            [(3, 2, "A102")],
            id="a name below a month",
        ),
        pytest.param(
            """
            a:
              甲: 1
            乙: 2
              丙: 3
            b: 4
            """,
            """
            a:
              甲: 1
              乙: 2
              丙: 3
            b: 4
            """,
            [(3, 1, "A102")],
            id="a name at the margin, among words",
        ),
        pytest.param(
            """
            a:
              - 甲
              乙
              -丙
            """,
            """
            a:
              - 甲
              - 乙
              - 丙
            """,
            [(3, 3, "A113"), (4, 3, "A113")],
            id="items without a right dash",
        ),
        pytest.param(
            """
            a:
              - name: 甲
                b: 1
              name: 乙
                b: 2
            """,
            """
            a:
              - name: 甲
                b: 1
              - name: 乙
                b: 2
            """,
            [(4, 3, "A113")],
            id="a record without a dash",
        ),
        pytest.param(
            """
            a:
              b: 甲
              c 乙
              d
              司法局 18
              司法局二：乙
            """,
            """
            a:
              b: 甲
              c: 乙
              d:
              司法局: 18
              司法局二: 乙
            """,
            [(3, 4, "A105"), (4, 4, "A105"), (5, 6, "A105"), (6, 7, "A105")],
            id="fields without a right colon",
        ),
        pytest.param(
            """
            a: 甲
            乙
            丙
            b: 丁
            : 戊
            c: 己
            """,
            """
            a: 甲


            b: 丁

            c: 己
            """,
            [(2, 1, "A112"), (5, 1, "A112")],
            id="lines of which nothing can be made",
        ),
        pytest.param(
            """
            a:
            \tb: 1
            \tc:
            \t\t- 甲
            　　d: 2
            \u00a0\u00a0e: 3
            """,
            """
            a:
              b: 1
              c:
                - 甲
              d: 2
              e: 3
            """,
            [(2, 1, "A103"), (3, 1, "A103"), (4, 1, "A103"), (5, 1, "A104"), (6, 1, "A104")],
            id="other blanks as indentation",
        ),
        pytest.param(
            """
            a:
              b: |
                甲
               乙
              丙
            　　丁
              c: 1
            """,
            """
            a:
              b: |
                甲
                乙
                丙
                丁
              c: 1
            """,
            [(4, 4, "A102"), (5, 3, "A102"), (6, 1, "A104")],
            id="lines of a block that are too shallow",
        ),
        pytest.param(
            """
            a:
              b: ||
                甲
              c: | 乙
                丙
            """,
            """
            a:
              b: |
                甲
              c: 乙
                丙
            """,
            [(3 - 1, 7, "A102"), (4, 7, "A102")],
            id="something behind the bar of a block",
        ),
    ],
)
def test_several_lines(text: str, meant: str | None, errors: list[Place]) -> None:
    text = case(text).replace("\\t", "\t")
    assert places(text) == (case(meant) if meant is not None else text, errors)


def test_what_is_wrong_several_times_on_a_line_is_one_repair() -> None:
    _, [invisible, commas] = repair(Source("a.yaml", ("a: [甲，乙，丙]", "b: \u200b甲\u200b")))
    assert commas.message == "逗号用了全角“，”，应为半角；几个名字会连成一个（这一行有 2 处）"
    assert invisible.message == "这一行有 2 个看不见的字符，第一个是 U+200B（零宽空格）"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd", [2]),
        ("<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> x\n<<<<<<<\n=======\n>>>>>>>", [1, 5]),
        ("a\n=======\nb", [2]),
        ("a\n>>>>>>> x\n<<<<<<< y", [2, 3]),
    ],
)
def test_a_merge_conflict_is_one_error_and_the_text_is_given_up(
    text: str, lines: list[int]
) -> None:
    assert places(text) == (None, [(line, 1, "A101") for line in lines])


@pytest.mark.parametrize(
    "line", [" =======", "a: <<<<<<< HEAD", "========", "<<<<<<<a", "# >>>>>>>"]
)
def test_what_is_no_conflict(line: str) -> None:
    assert [code for _, _, code in places(line)[1]] != ["A101"]


# -- laws ------------------------------------------------------------------

WORDS = st.text("甲乙a1 .-_/#&*!|>%@`~?", max_size=8)
KEYS = st.from_regex(r"[a-z]{1,6}|[甲乙丙]{2,4}|2021-0[1-9]", fullmatch=True)
VALUES = st.recursive(
    WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=4),
    st.sampled_from([None, False, True]),
    st.sampled_from([None, "'", '"', "|"]),
    st.sampled_from([2, 4]),
    st.sampled_from([20, 80]),
)
def test_right_yaml_is_left_alone(
    value: dict[str, object], flow: bool | None, style: str | None, indent: int, width: int
) -> None:
    text = yaml.safe_dump(
        value,
        allow_unicode=True,
        default_flow_style=flow,
        default_style=style,
        indent=indent,
        width=width,
    )
    assume("? " not in text)  # how PyYAML writes keys too long for a line
    source = Source("a.yaml", split_lines(text))
    again, diagnostics = repair(source)
    # Full-width punctuation and invisible characters are no error to YAML.
    assume(
        not {diagnostic.code for diagnostic in diagnostics}
        & {"A104", "A105", "A106", "A111", "A115"}
    )
    assert diagnostics == []
    assert again is source


@given(st.text("ab甲：:-[]{}，,\"' \t　#|>\n", max_size=60) | st.text(max_size=60))
def test_any_text_can_be_repaired(text: str) -> None:
    source = Source("a.yaml", split_lines(text))
    again, diagnostics = repair(source)
    assert again is None or len(again.lines) == len(source.lines)
    for diagnostic in diagnostics:
        assert diagnostic.excerpt == source.lines[diagnostic.line - 1]
        assert 1 <= diagnostic.column <= len(diagnostic.excerpt) + 1


FIELDS = st.sampled_from(["[c-z]{1,6}", "[甲乙丙]{2,4}", "2021-0[1-9]"]).flatmap(
    lambda keys: st.lists(
        st.tuples(
            st.from_regex(keys, fullmatch=True), st.from_regex("[a甲乙1]{1,4}", fullmatch=True)
        ),
        min_size=2,
        max_size=5,
        unique_by=lambda field: field[0],
    )
)


@given(FIELDS, st.data())
def test_one_error_in_a_mapping_is_one_diagnostic_and_all_values_are_kept(
    fields: list[tuple[str, str]], data: st.DataObject
) -> None:
    lines = ["a:", *(f"  {key}: {value}" for key, value in fields), "b: 1"]
    at = data.draw(st.integers(1, len(fields)))
    key, value = fields[at - 1]
    lines[at] = data.draw(
        st.sampled_from(
            [
                f"  {key}：{value}" if key.isascii() and key.isalpha() else f"  {key}:　{value}",
                f'  {key}: "{value}',
                f"  {key}:　{value}",
                f"   {key}: {value}",
                f"　{key}: {value}",
                f"\t{key}: {value}",
                f"  {key}: {value}\u200b",
            ]
        )
    )
    source, diagnostics = repair(Source("a.yaml", tuple(lines)))
    assert len(diagnostics) == 1
    assert source is not None
    tree, syntax = compose(source)
    assert syntax == []
    assert tree is not None
    assert construct(tree) == {"a": dict(fields), "b": "1"}


@given(st.text("甲乙，。、；：（）［］｛｝【】“”3月条 ", min_size=1, max_size=20), st.booleans())
def test_a_text_between_braces_is_left_alone(text: str, is_first: bool) -> None:
    text = text.strip()
    assume(text and text[0] != "：")  # that would be a colon written twice
    fields = [f"note: {text}", "on: 2021-06-04"]
    line = f"done: {{{', '.join(fields if is_first else fields[::-1])}}}"
    assert places(line) == (line, [])
    tree, _ = compose(Source("a.yaml", (line,)))
    assert tree is not None
    assert construct(tree) == {"done": {"note": text, "on": "2021-06-04"}}


@given(
    st.lists(st.from_regex("[甲乙丙]{2,4}", fullmatch=True), min_size=2, max_size=4, unique=True),
    st.data(),
)
def test_counts_in_braces_are_all_kept_whatever_parts_them(
    names: list[str], data: st.DataObject
) -> None:
    colon = data.draw(st.sampled_from([": ", "：", ":", ":\u3000", " "]))
    comma = data.draw(st.sampled_from([", ", "，", "、", "；", "; ", " ", "\u3000"]))
    counts = {name: str(number) for number, name in enumerate(names)}
    assume((colon, comma.strip()) not in ((" ", ""), (" ", "、"), (" ", "；"), (" ", ";")))
    line = f"2021-06: {{{comma.join(name + colon + count for name, count in counts.items())}}}"
    source, diagnostics = repair(Source("a.yaml", (line,)))
    assert source is not None
    tree, syntax = compose(source)
    assert tree is not None
    assert syntax == []
    assert construct(tree) == {"2021-06": counts}
    assert (diagnostics == []) == (colon == ": " and comma == ", ")


def test_the_fields_of_texts_are_those_of_the_models() -> None:
    records = [value for value in vars(schema).values() if isinstance(value, type)]
    fields = {
        name
        for record in records
        if issubclass(record, BaseModel) and record is not BaseModel
        for name, hint in get_type_hints(record, include_extras=True).items()
        if hint == Text or Text in get_args(hint)
    }
    assert fields == TEXT_FIELDS
