"""Diagnostics as a Code Quality report of GitLab; and their fingerprints."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.diagnostics import Diagnostic
from anju_cli.render.diagnostics.fingerprints import fingerprints
from anju_cli.render.diagnostics.gitlab import diagnostics_gitlab

TOWN = Diagnostic(
    "data/tasks.yaml", 53, 9, "A301", "error", "名册里没有“青石真”", "改为：青石镇", "  - 青石真"
)
TWICE = Diagnostic("data/units.yaml", 9, 3, "A110", "error", "与第 4 行重复", "", "  name: 甲")
TEN_TIMES = Diagnostic("data/quotas.yaml", 7, 10, "A403", "warning", "是十\n倍", "")


def test_a_whole_report() -> None:
    first, second = fingerprints([TOWN, TEN_TIMES])
    assert json.loads(diagnostics_gitlab([TOWN, TEN_TIMES])) == [
        {
            "description": "名册里没有“青石真”。改为：青石镇",
            "check_name": "A301",
            "fingerprint": first,
            "severity": "major",
            "location": {"path": "data/tasks.yaml", "lines": {"begin": 53}},
        },
        {
            "description": "是十 倍",
            "check_name": "A403",
            "fingerprint": second,
            "severity": "minor",
            "location": {"path": "data/quotas.yaml", "lines": {"begin": 7}},
        },
    ]


def test_a_plan_in_order_is_an_empty_list_without_a_byte_order_mark() -> None:
    assert diagnostics_gitlab([]) == "[]\n"


# -- fingerprints ----------------------------------------------------------


def test_a_fingerprint_is_the_same_from_one_version_of_anju_to_the_next() -> None:
    assert fingerprints([TOWN]) == ["2ef2cbb1ee066b61d084b1e1a318a692"]


@pytest.mark.parametrize(
    "moved",
    [
        replace(TWICE, line=19, message="与第 14 行重复"),
        replace(TWICE, column=5, excerpt="    name: 甲\r\n"),
        replace(TWICE, hint="删去一个", severity="warning"),
    ],
)
def test_it_stays_where_the_diagnostic_is_moved(moved: Diagnostic) -> None:
    assert fingerprints([moved]) == fingerprints([TWICE])


@pytest.mark.parametrize(
    "other",
    [
        replace(TWICE, file="data-2022/units.yaml"),
        replace(TWICE, code="A111"),
        replace(TWICE, message="与第 4 行相似"),
        replace(TWICE, excerpt="  name: 乙"),
    ],
)
def test_another_diagnostic_has_another(other: Diagnostic) -> None:
    assert fingerprints([other]) != fingerprints([TWICE])


@given(
    st.lists(
        st.builds(
            Diagnostic,
            file=st.sampled_from(["a.yaml", "b.yaml"]),
            line=st.integers(1, 9),
            column=st.just(1),
            code=st.sampled_from(["A101", "A203"]),
            severity=st.just("error"),
            message=st.text(st.characters(), max_size=2),
            excerpt=st.text(st.characters(), max_size=2),
        ),
        max_size=9,
    )
)
def test_law_no_two_of_a_report_are_alike_and_the_order_of_those_before_stays(
    diagnostics: list[Diagnostic],
) -> None:
    marks = fingerprints(diagnostics)
    assert len(set(marks)) == len(diagnostics)
    assert fingerprints(diagnostics[:-1]) == marks[:-1]
