"""CSV and JSON are data: no number with words, and nothing that stands for what there is not."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import BASE, ROOT, run

DAY = ("--today", "2021-07-15")
HALF_YEAR = str(ROOT / "examples" / "half-year")
LISTS = [
    ("tasks", *DAY),
    ("deadlines", "--all", *DAY),
    ("deadlines", "政府办公室", *DAY),
    *[("quotas", *how, *DAY) for how in ((), ("--history",), ("--forecast",))],
    *[("quotas", *how, "--by", "kind", *DAY) for how in ((), ("--history",), ("--forecast",))],
    ("units",),
    ("record", "2021-06", "司法局=3", "--replace", "--dry-run"),
]
NUMBERS = {
    *(
        "年度",
        "排名",
        "单位数",
        "目标",
        "已公开",
        "累计",
        "完成率",
        "序时进度",
        "序时应完成",
        "超欠",
    ),
    *("还差", "月均还需", "未报单位数", "缺报单位数", "预计全年", "预计完成率", "预计还差"),
    *("剩余天数", "目标任务（条）", "原来", "现在", "时限数", "已办结", "逾期"),
    *("牵头任务（项）", "责任任务（项）", *(f"{month}月" for month in range(1, 13))),
}
DAYS = {"期限", "最后工作日", "办结日", "最近期限"}


def check(text: str) -> list[dict[str, str]]:
    """Hold that a CSV is tidy: a header, and rows of plain numbers, days and texts."""
    headings, *rows = csv.reader(io.StringIO(text, newline=""))
    assert rows and len(set(headings)) == len(headings)
    for row in rows:
        for heading, value in zip(headings, row, strict=True):
            assert value not in ("—", "合计"), heading
            if heading in NUMBERS and value:
                assert re.fullmatch(r"-?\d+(\.\d+)?", value), heading
            if heading in DAYS and value:
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value), heading
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.mark.parametrize("asked", LISTS, ids=" ".join)
def test_every_list_is_a_tidy_table(asked: tuple[str, ...]) -> None:
    check(run(*asked, "--data", HALF_YEAR, "-f", "csv").out)


def test_the_files_of_the_ledger_are_tidy_tables(tmp_path: Path) -> None:
    assert run("export", "-o", "台账.csv", "--data", HALF_YEAR, *DAY, cwd=tmp_path).code == 0
    files = {path.stem.removeprefix("台账-"): path for path in tmp_path.iterdir()}
    rows = {name: check(path.read_text("utf-8-sig")) for name, path in files.items()}
    assert {name: len(read) for name, read in rows.items()} == {
        **{"任务台账": 19, "时限": 43, "目标任务": 49},
        **{"逐月": 49, "单位": 56, "原文": 19},
    }


def test_no_report_is_empty_and_not_0_and_said_in_words() -> None:
    rows = check(run("quotas", "--data", BASE, "-f", "csv").out)
    unreported = [row for row in rows if row["灯"] == "未报"]
    assert [(row["单位"], row["已公开"], row["缺报"]) for row in unreported] == [
        ("行政执法局", "", "缺1—5月"),
        ("清溪街道", "", "缺1—5月"),
    ]
    assert [row["已公开"] for row in rows if row["单位"] == "青石镇"] == ["0"]


def test_the_count_of_a_kind_is_a_number_beside_how_many_have_not_reported() -> None:
    rows = check(run("quotas", "--forecast", "--by", "kind", "--data", HALF_YEAR, "-f", "csv").out)
    assert [(row["累计"], row["未报单位数"]) for row in rows if row["类别"] == "园区"] == [
        ("0", "1")
    ]


def values(value: Any) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from values(each)
    else:
        yield value


@pytest.mark.parametrize(
    "asked",
    [
        *LISTS,
        *[("show", "12", *DAY), ("unit", "司法局", *DAY), ("status", *DAY), ("export", *DAY)],
        *[
            ("due", "14.4", "--event", "2021-04-23"),
            ("report", "2021-06"),
            ("remind", *DAY),
        ],
    ],
    ids=" ".join,
)
def test_no_json_has_a_text_in_place_of_a_number(asked: tuple[str, ...]) -> None:
    found = run(*asked, "--data", HALF_YEAR, "-f", "json").json
    texts = [value for value in values(found) if isinstance(value, str)]
    assert texts
    shown = r"—|未报|待报|[+-]\d.*|[\d,.]+ ?(?:%|条|天|个|项)|\d+,\d+|\d+（.*）"
    assert [text for text in texts if re.fullmatch(shown, text)] == []


def test_what_an_apostrophe_keeps_a_text_is_read_without_it(tmp_path: Path) -> None:
    data = shutil.copytree(ROOT / BASE, tmp_path / "data")
    for file in data.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("青石镇", "-青石镇"), "utf-8")
    assert run("quotas", "--history", "-o", "a.csv", cwd=tmp_path).code == 0
    assert "\n'-青石镇,镇,80," in (tmp_path / "a.csv").read_text("utf-8-sig")
    read = run("record", "2021-05", "--table", "a.csv", "--dry-run", "-f", "csv", cwd=tmp_path)
    assert "'-青石镇,0,0,已是此数" in read.lines


@pytest.mark.parametrize(
    "asked", [("done", "'3.1", "--dry-run"), ("due", "'2.1", "--event", "2021-04-23")], ids=" ".join
)
def test_an_id_is_taken_with_its_apostrophe(asked: tuple[str, ...]) -> None:
    bare = tuple(word.removeprefix("'") for word in asked)
    assert run(*asked, "--data", BASE) == run(*bare, "--data", BASE)
    assert run(*bare, "--data", BASE).code == 0
