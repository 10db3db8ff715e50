"""Comments that suppress a diagnostic: which, until when, why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from anju_cli.parsing.source import Source
from anju_cli.validation.codes import Explanation, explanations
from anju_cli.validation.loader import load
from anju_cli.validation.suppressions import find
from tests.running import TODAY, Outcome, base_with, run
from tests.validation.test_codes import plan, with_the_fault

MARK = "# anju 忽略 A305 到 2021-12-31：通知里的合计就是这样"
WRONG = """\
data/quotas.yaml:3:8: 错误 A305 合计写的是 601，5 个单位的目标加起来是 600，少 1
total: 601{comment}
       ^
  请核对各单位的目标；若无误，改为：600

1 个文件，1 处错误，0 处提示
"""


def with_total(world: Path, text: str) -> Path:
    """The base plan with ``text`` in place of its total."""
    return base_with(world / "data", "quotas", "total: 600", text)


# -- what is suppressed ------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"total: 601  {MARK}",
        f"{MARK}\ntotal: 601",
        f"{MARK}\n# 还有一条注释\n\ntotal: 601",
        "total: 601 # anju忽略A305至2021-12-31，理由",
        "total: 601  # anju：忽略 A307、A305，到 2021-06-30: 理由",  # the last day itself
    ],
)
def test_a_diagnostic_that_is_suppressed(text: str, tmp_path: Path) -> None:
    with_total(tmp_path, text)
    assert run("validate", cwd=tmp_path) == Outcome(
        0, "没有问题：data\n另有 1 处按注释忽略，没有列出。\n", ""
    )
    assert run("validate", "--strict", "-f", "json", cwd=tmp_path) == Outcome(0, "[]\n", "")
    assert run("quotas", cwd=tmp_path).code == 0


def test_only_the_code_that_is_named_on_the_line_that_is_meant(tmp_path: Path) -> None:
    other = MARK.replace("A305", "A307")
    comment = f"  {other}"
    with_total(tmp_path, f"total: 601{comment}")
    assert run("validate", cwd=tmp_path) == Outcome(1, WRONG.format(comment=comment), "")
    with_total(tmp_path / "above", f"total: 601\n{MARK}")
    assert run("validate", cwd=tmp_path / "above").code == 1


def test_a_text_over_several_lines_is_meant_as_a_whole(tmp_path: Path) -> None:
    block = "    text: |\n      2021年6月30日前公布目录，以后每月更新。\n"
    comment = "  # anju 忽略 A402 到 2021-12-31：原文如此"
    number = "      见安府办发[2021]5号。\n"
    base_with(tmp_path / "a" / "data", "tasks", block, block + number)
    assert " A402 " in run("validate", cwd=tmp_path / "a").out
    commented = block.replace("|", f"|{comment}", 1)
    base_with(tmp_path / "b" / "data", "tasks", block, commented + number)
    assert run("validate", "--strict", cwd=tmp_path / "b").code == 0


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("text: |  # {}", "  一", "", "  二", "note: 三"), 4),
        (("text: 一  # {}", "  二", "note: 三"), 2),
        (("  - name: 一  # {}", "    kind: 二"), 1),
        (("deadlines:  # {}", "  - id: 一"), 1),
        (("# {}", "  - 一", "    二", "  - 三"), 2),
        (("# {}", "  - 一", "     二", "  - 三"), 3),
    ],
)
def test_the_lines_that_are_meant(lines: tuple[str, ...], last: int) -> None:
    comment = MARK.removeprefix("# ")
    text = tuple(line.format(comment) for line in lines)
    [suppression], _ = find(Source("tasks.yaml", text))
    assert (suppression.first, suppression.last) == (2 if lines[0] == "# {}" else 1, last)


def test_an_error_is_not_suppressed_where_only_a_warning_may_be(tmp_path: Path) -> None:
    comment = "  # anju 忽略 A405 到 2021-12-31：理由"
    old = "          note: 已在门户网站公布。\n          link: https://www.example.com/1.html\n"
    new = f"          note: “好”{comment}\n          link: “https://a.cn”{comment}\n"
    base_with(tmp_path / "data", "tasks", old, new)
    outcome = run("validate", "-f", "json", cwd=tmp_path)
    records = json.loads(outcome.out)
    assert [(record["code"], record["line"]) for record in records] == [("A405", 35)]


# -- until when --------------------------------------------------------------


def test_past_its_last_day_the_diagnostic_is_back_and_says_so(tmp_path: Path) -> None:
    with_total(tmp_path, f"{MARK}\ntotal: 601")
    back = """\
data/quotas.yaml:4:8: 错误 A305 {message}（第 3 行的忽略已于 2021-12-31 到期）
total: 601
       ^
  请核对各单位的目标；若无误，改为：600

1 个文件，1 处错误，0 处提示
""".format(message="合计写的是 601，5 个单位的目标加起来是 600，少 1")
    assert run("validate", cwd=tmp_path, today=date(2021, 12, 31)).code == 0
    assert run("validate", cwd=tmp_path, today=date(2022, 1, 1)) == Outcome(1, back, "")


def test_a_question_is_answered_while_the_diagnostic_is_suppressed(tmp_path: Path) -> None:
    with_total(tmp_path, f"total: 601  {MARK}")
    variables = {"NO_COLOR": "1", "ANJU_CACHE": str(tmp_path / "cache")}

    def exit_code(day: date) -> int:
        return run("quotas", cwd=tmp_path, today=day, variables=variables).code

    assert [exit_code(date(2021, 12, day)) for day in (30, 30, 31)] == [0, 0, 0]
    assert list((tmp_path / "cache").iterdir())
    assert exit_code(date(2022, 1, 1)) == 1


# -- what is no use, and what is wrong ---------------------------------------


def test_one_without_a_diagnostic_is_of_no_use(tmp_path: Path) -> None:
    with_total(tmp_path, f"total: 600  {MARK}")
    assert run("validate", cwd=tmp_path) == Outcome(
        0,
        f"""\
data/quotas.yaml:3:13: 提示 A502 这条忽略没有用处：第 3 行没有 A305 这样的问题
total: 600  {MARK}
            ^
  删去这条注释

1 个文件，0 处错误，1 处提示
""",
        "",
    )


def test_beside_an_error_nobody_knows_what_is_of_use(tmp_path: Path) -> None:
    folder = with_total(tmp_path, f"total: 600  {MARK}")
    units = folder / "units.yaml"
    units.write_text(
        units.read_text(encoding="utf-8").replace("kind: 镇", "kind: 村"), encoding="utf-8"
    )
    assert "A502" not in run("validate", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# anju 忽略", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305 到 2021-12-31", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305 到 2021-12-31：  ", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305：理由", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 到 2021-12-31：理由", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305 到 2021/12/31：理由", "“忽略”要写明问题编号、最后一天和理由"),
        ("# anju 忽略 A305 到 2021-06-31：理由", "日期 2021-06-31 不存在"),
        (
            "# anju 忽略 A305、A203 到 2021-12-31：理由",
            "A203 不能忽略：不改好，数据就读不准",
        ),
        ("# anju 忽略 A999 到 2021-12-31：理由", "A999 不能忽略：不改好，数据就读不准"),
    ],
)
def test_what_is_wrong_with_one(comment: str, message: str) -> None:
    source = Source("quotas.yaml", ("year: 2021", f"total: 601  {comment}"))
    suppressions, [diagnostic] = find(source)
    assert suppressions == []
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (2, 13, "A501")
    assert diagnostic.message == message


@pytest.mark.parametrize(
    "line",
    [
        "# anju 会忽略空行",
        "# 忽略这一行",
        "note: 见https://a.cn/#anju忽略A305",
        "total: 600  # anju validate 时不要忽略 A305",
    ],
)
def test_other_comments_are_left_in_peace(line: str) -> None:
    assert find(Source("quotas.yaml", (line,))) == ([], [])


ERRORS_ALL_THE_SAME = {"A106", "A111", "A405"}
"""The examples of these are errors, though some of the code are warnings."""
SUPPRESSIBLE = [
    explanation
    for code, explanation in explanations().items()
    if explanation.is_suppressible and code not in ERRORS_ALL_THE_SAME | {"A502"}
]


@pytest.mark.parametrize("explanation", SUPPRESSIBLE, ids=lambda explanation: explanation.code)
def test_with_whatever_is_suppressed_every_question_is_answered(
    explanation: Explanation, tmp_path: Path
) -> None:
    text, _ = with_the_fault(explanation)
    folder = plan(tmp_path / "data", **{explanation.file.removesuffix(".yaml"): text})
    diagnostics = load(folder, "data", TODAY).diagnostics
    lines = text.split("\n")
    for line in {diagnostic.line for diagnostic in diagnostics}:
        lines[line - 1] += f"  # anju 忽略 {explanation.code} 到 2021-12-31：试一试"
    (folder / explanation.file).write_text("\n".join(lines), encoding="utf-8")
    assert run("validate", "--strict", cwd=tmp_path).code == 0
    for question in (
        *(("status",), ("tasks",), ("deadlines", "--all"), ("quotas",), ("units",)),
        *(("show", "1"), ("show", "2"), ("unit", "司法局"), ("due", "2", "--event", "2021-06-10")),
    ):
        outcome = run(*question, cwd=tmp_path)
        assert (outcome.code, outcome.err) == (0, ""), question
