"""Data files as texts, sources and trees, for the tests of what is said of them."""

from __future__ import annotations

from anju_cli.parsing import compose
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import Node, Path

TASKS = """\
plan: {title: 题, issuer: 办, issued: 2021-05-26, year: 2021, source: 文}
sections:
  - {number: 1, title: 甲}
  - {number: 一, title: 乙}
tasks:
  - number: 12
    section: 1
    title: 丙
    text: 每月通报，三日内报备，六月底前公布
    lead: [司法局]
    support:
      - 财政局
    deadlines:
      - id: "12.1"
        kind: 固定日期
        what: 公布
        quote: 六月底前公布
        due: 2021-06-30
        done: {on: 2021-06-28}
      - id: "12.2"
        kind: 周期
        what: 通报
        quote: 每月通报
        every: 每月
        done:
          2021-05: {on: 2021-06-01}
      - id: "12.3"
        kind: 事后限时
        what: 报备
        quote: 三日内报备
        event: 注销
        within_workdays: 3
        occurrences:
          - date: 2021-06-10
            done: {on: 2021-06-12}
          - what: 不知哪天
      - kind: 持续推进
  - title: 丁
"""
QUOTAS = """\
year: 2021
total: 30
targets:
  司法局: 10
  财政局: 20
published:
  2021-05: {司法局: 1}
"""
UNITS = """\
units:
  - name: 司法局
    kind: 区直部门
    aliases: [区司法局]
  - kind: 镇
groups:
  - name: 各局
    members: [司法局]
"""


def source_of(text: str) -> Source:
    return Source("a.yaml", split_lines(text))


def tree_of(text: str) -> Node:
    tree, diagnostics = compose(source_of(text))
    assert diagnostics == []
    assert tree is not None
    return tree


FIXED: Path = ("tasks", 0, "deadlines", 0)
RECURRING: Path = ("tasks", 0, "deadlines", 1)
EVENT: Path = ("tasks", 0, "deadlines", 2)
"""The paths of the deadlines in ``TASKS``."""
