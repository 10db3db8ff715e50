"""Diagnostics as a JUnit report: one suite a file, one test a diagnostic."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.diagnostics import Diagnostic
from anju_cli.render.diagnostics.junit import diagnostics_junit

UNITS, TASKS, QUOTAS = FILES = ("data/units.yaml", "data/tasks.yaml", "data/quotas.yaml")

TOWN = Diagnostic(
    TASKS, 53, 9, "A301", "error", "名册里没有“青石真”", "改为：青石镇", "      - 青石真"
)
TEN_TIMES = Diagnostic(QUOTAS, 7, 10, "A390", "warning", "是别的单位的十倍")


def report(*diagnostics: Diagnostic, strict: bool = False) -> Tree.Element:
    return Tree.fromstring(diagnostics_junit(diagnostics, FILES, strict=strict))


def counted(element: Tree.Element) -> tuple[str | None, str | None, str | None, str | None]:
    tests, failures = element.get("tests"), element.get("failures")
    return tests, failures, element.get("errors"), element.get("skipped")


def test_a_whole_report() -> None:
    assert diagnostics_junit([TOWN, TEN_TIMES], FILES, strict=False) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="anju" tests="3" failures="1" errors="0" skipped="0">\n'
        '  <testsuite name="data/units.yaml" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="data/units.yaml" name="没有问题" file="data/units.yaml" />\n'
        "  </testsuite>\n"
        '  <testsuite name="data/tasks.yaml" tests="1" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="data/tasks.yaml" name="53:9 A301 名册里没有“青石真”"'
        ' file="data/tasks.yaml" line="53">\n'
        '      <failure type="A301" message="名册里没有“青石真”">'
        "data/tasks.yaml:53:9: 错误 A301 名册里没有“青石真”\n"
        "      - 青石真\n"
        "        ^^\n"
        "  改为：青石镇</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="data/quotas.yaml" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="data/quotas.yaml" name="7:10 A390 是别的单位的十倍"'
        ' file="data/quotas.yaml" line="7">\n'
        "      <system-out>data/quotas.yaml:7:10: 提示 A390 是别的单位的十倍</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_files_without_diagnostics_pass() -> None:
    root = report()
    assert counted(root) == ("3", "0", "0", "0")
    assert [case.get("file") for case in root.iter("testcase")] == [UNITS, TASKS, QUOTAS]
    assert not list(root.iter("failure"))


def test_a_warning_fails_only_where_warnings_count() -> None:
    assert counted(report(TEN_TIMES)) == ("3", "0", "0", "0")
    strict = report(TEN_TIMES, strict=True)
    assert counted(strict) == ("3", "1", "0", "0")
    assert [failure.get("type") for failure in strict.iter("failure")] == ["A390"]


def test_several_diagnostics_of_a_file_are_counted_in_its_suite() -> None:
    another = Diagnostic(TASKS, 60, 1, "A201", "error", "缺少 title")
    suites = list(report(TOWN, another, TEN_TIMES))
    assert [(suite.get("name"), *counted(suite)[:2]) for suite in suites] == [
        (UNITS, "1", "0"),
        (TASKS, "2", "2"),
        (QUOTAS, "1", "0"),
    ]


def test_a_diagnostic_of_a_file_that_was_not_named_is_not_lost() -> None:
    stray = Diagnostic("data/other.yaml", 1, 1, "A001", "error", "没有这个文件")
    assert [suite.get("name") for suite in report(stray)] == [*FILES, "data/other.yaml"]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("<b> & \"甲\" 'x' ]]>", "<b> & \"甲\" 'x' ]]>"),
        ("响\x07铃\x1b[31m", "响␇铃␛[31m"),
        ("换\n行", "换 行"),
        ("\u200b", "<U+200B>"),
        ("\ufffe\uffff", "<U+FFFE><U+FFFF>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_xml_cannot_hold_gets_a_form(message: str, read: str) -> None:
    root = report(Diagnostic(TASKS, 1, 1, "A1", "error", message))
    (failure,) = root.iter("failure")
    assert failure.get("message") == read
    assert failure.text == f"{TASKS}:1:1: 错误 A1 {read}"


@given(
    st.lists(
        st.builds(
            Diagnostic,
            file=st.sampled_from(FILES) | st.text(min_size=1, max_size=5),
            line=st.integers(1, 9),
            column=st.integers(1, 9),
            code=st.just("A101"),
            severity=st.sampled_from(["error", "warning"]),
            message=st.text(st.characters(), max_size=9),
            hint=st.text(st.characters(), max_size=9),
            excerpt=st.text(st.characters(), max_size=9),
        ),
        max_size=5,
    ),
    st.booleans(),
)
def test_law_whatever_the_data_hold_it_can_be_read_and_adds_up(
    diagnostics: list[Diagnostic], strict: bool
) -> None:
    root = report(*diagnostics, strict=strict)
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        failed = list(element.iter("failure"))
        assert counted(element) == (str(len(cases)), str(len(failed)), "0", "0")
    failing = [diagnostic for diagnostic in diagnostics if strict or diagnostic.severity == "error"]
    assert root.get("failures") == str(len(failing))
    assert sum("line" in case.attrib for case in root.iter("testcase")) == len(diagnostics)
