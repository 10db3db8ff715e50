"""anju validate --since: only the diagnostics that a revision did not have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anju_cli.diagnostics import Diagnostic
from anju_cli.validation.baseline import only_new
from tests.checkouts import commit, init
from tests.running import Outcome, base_with, run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A repository whose one commit has an unknown town."""
    init(tmp_path)
    folder = base_with(tmp_path / "data", "tasks", "      - 青石镇\n", "      - 青石真\n")
    commit(tmp_path)
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


NEW = """\
data/quotas.yaml:3:8: 错误 A305 合计写的是 601，5 个单位的目标加起来是 600，少 1
total: 601
       ^
  请核对各单位的目标；若无误，改为：600

1 个文件，1 处错误，0 处提示
"""
KNOWN = "版本 HEAD 里就有的 1 处没有列出。\n"


def test_what_was_there_is_not_listed_and_is_no_failure(data: Path) -> None:
    outcome = run("validate", "--since", "HEAD", cwd=data.parent)
    assert outcome == Outcome(0, f"没有问题：data\n{KNOWN}", "")


def test_what_is_new_is(data: Path) -> None:
    change(data / "quotas.yaml", "total: 600", "total: 601")
    outcome = run("validate", "--since", "HEAD", cwd=data.parent)
    assert outcome == Outcome(1, NEW + KNOWN, "")


def test_lines_put_in_above_make_nothing_new(data: Path) -> None:
    for file in data.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(f"# 新的一行\n\n{text}", encoding="utf-8")
    assert run("validate", "--since", "HEAD", cwd=data.parent).code == 0


def test_the_same_once_more_is_new(data: Path) -> None:
    change(data / "tasks.yaml", "      - 青石真\n", "      - 青石真\n      - 青石真\n")
    outcome = run("validate", "--since", "HEAD", "-f", "json", cwd=data.parent)
    assert outcome.code == 1
    assert [(one["code"], one["line"]) for one in json.loads(outcome.out)] == [
        ("A301", 53),  # which names line 54 now
        ("A308", 54),
    ]


def test_all_is_new_in_a_file_that_the_revision_lacks(tmp_path: Path) -> None:
    init(tmp_path)
    commit(tmp_path)
    base_with(tmp_path / "data", "quotas", "total: 600", "total: 601")
    assert run("validate", "--since", "HEAD", cwd=tmp_path) == Outcome(1, NEW, "")


def test_a_machine_hears_of_what_is_new_only(data: Path) -> None:
    assert run("validate", "--since", "HEAD", "-f", "json", cwd=data.parent) == Outcome(
        0, "[]\n", ""
    )


def test_what_an_editor_has_not_saved_yet(data: Path) -> None:
    text = (data / "quotas.yaml").read_text(encoding="utf-8").replace("600", "601")
    outcome = run(
        *("validate", "-", "--file", "quotas", "--name", "data/quotas.yaml", "--since", "HEAD"),
        cwd=data.parent,
        stdin=text.encode(),
    )
    assert outcome == Outcome(1, NEW + KNOWN, "")


def test_a_revision_that_is_not_there(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run("validate", "--since", "v9", cwd=data.parent).refusal == (
        "选项 --since：没有“v9”这个版本。请写提交号、分支或标签，例如 HEAD~1；"
        "全部版本：git log --oneline"
    )
    alone = tmp_path_factory.mktemp("alone")
    base_with(alone / "data", "quotas", "total: 600", "total: 601")
    assert run("validate", "--since", "HEAD", cwd=alone).refusal == (
        "选项 --since：数据文件夹不在 git 仓库里，没有以前的版本可以比"
    )


def diagnostic(line: int, message: str, excerpt: str = "name: 甲") -> Diagnostic:
    return Diagnostic("units.yaml", line, 1, "A308", "error", message, "", excerpt)


@pytest.mark.parametrize(
    ("now", "then", "new"),
    [
        (
            [diagnostic(9, "写了两次：第 8 行已经有了")],
            [diagnostic(7, "写了两次：第 6 行已经有了")],
            [],
        ),
        (
            [diagnostic(9, "（另有 2 处：第 3、4 行）")],
            [diagnostic(9, "（另有 2 处：第 5、16 行）")],
            [],
        ),
        ([diagnostic(9, "目标是 9")], [diagnostic(9, "目标是 8")], [0]),
        ([diagnostic(9, "同", "a: 1")], [diagnostic(9, "同", "b: 1")], [0]),
        ([diagnostic(9, "同", "a: 1")], [diagnostic(9, "同", "  a: 1  ")], []),
        ([diagnostic(1, "同"), diagnostic(2, "同")], [diagnostic(5, "同")], [1]),
    ],
)
def test_what_counts_as_the_same(
    now: list[Diagnostic], then: list[Diagnostic], new: list[int]
) -> None:
    assert only_new(now, then) == [now[index] for index in new]
