"""Warnings: what looks like a slip, and what comes close and is right."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile
from anju_cli.text.traditional import traditional
from anju_cli.validation.rules import Files
from anju_cli.validation.rules.amounts import counts_are_of_the_month, targets_are_alike
from anju_cli.validation.rules.texts import (
    document_numbers_have_their_brackets,
    texts_are_simplified,
)
from tests.running import BASE, ROOT, TODAY
from tools import make_traditional

MODELS: dict[str, Any] = {"units": UnitsFile, "tasks": TasksFile, "quotas": QuotasFile}


def files(**changed: dict[str, Any]) -> Files:
    """The base plan, with some keys of a file changed."""
    read = {}
    for kind, model in MODELS.items():
        text = (ROOT / BASE / f"{kind}.yaml").read_text(encoding="utf-8")
        fields = yaml.load(text, yaml.BaseLoader)
        read[kind] = model.model_validate({**fields, **changed.get(kind, {})})
    return Files(TODAY, read["units"], read["tasks"], read["quotas"])


# -- a target ten times the others' ------------------------------------------


@pytest.mark.parametrize(
    ("targets", "strange"),
    [
        ([230, 230, 230, 230, 2300], [2300]),
        ([230, 230, 230, 230, 2299], []),
        ([2300, 2300, 230, 230, 230, 230, 230], [2300, 2300]),
        ([20, 18, 230, 230, 250], []),  # a small one among large ones is no slip of a 0
        ([10, 100, 100, 100], []),  # too few to say what is usual
        ([0, 0, 0, 0, 10], []),
        ([100, 10, 10, 10, 10, 10], [100]),
        ([100, 10, 10, 11, 11], []),
    ],
)
def test_a_target_ten_times_the_others(targets: list[int], strange: list[int]) -> None:
    named = {f"单位{number}": str(target) for number, target in enumerate(targets)}
    given = files(quotas={"targets": named})
    names = [str(violation.path[1]) for violation in targets_are_alike(given)]
    assert [targets[int(name.removeprefix("单位"))] for name in names] == strange


def test_targets_of_which_some_are_broken_are_not_compared() -> None:
    named = {f"单位{number}": "230" for number in range(5)}
    given = files(quotas={"targets": {**named, "多": "2300"}})
    broken = Files(
        TODAY, given.units, given.tasks, given.quotas, broken=frozenset({("quotas", "targets")})
    )
    assert len(list(targets_are_alike(given))) == 1
    assert list(targets_are_alike(broken)) == []


# -- totals in place of counts -----------------------------------------------


@pytest.mark.parametrize(
    ("counts", "is_strange"),
    [
        ([20, 41, 62, 83, 104], True),  # 310 in all, of 150
        ([60, 90], False),  # two months may well rise
        ([60, 90, 90], False),
        ([60, 90, 80], False),
        ([40, 50, 60], False),  # 150 in all: the target, not more
        ([40, 50, 61], True),
        ([10, 20, 151], False),  # the last is more than the target: no total stays below it
        ([3, 60, 90], False),  # too little in April for a total
        ([24, 25, 26, 27, 28, 29], False),  # too much in January
        ([110, 120], False),
    ],
)
def test_totals_in_place_of_counts(counts: list[int], is_strange: bool) -> None:
    months = range(7 - len(counts), 7)  # the last of them is June
    published = {
        f"2021-{month:02}": {"司法局": str(count)}
        for month, count in zip(months, counts, strict=True)
    }
    violations = counts_are_of_the_month(files(quotas={"published": published}))
    june = ("published", "2021-06", "司法局")
    assert [violation.path for violation in violations] == ([june] if is_strange else [])


@pytest.mark.parametrize(
    ("counts", "from_january", "from_april"),
    [
        # Of 150, 50 are due by April, 62.5 by May, 75 by June; counted from April on
        # 16.7, 33.3 and 50. Half to twice of that is near.
        ([10, 60, 90], False, True),
        ([40, 60, 90], True, False),
    ],
)
def test_totals_follow_the_pace_from_the_first_day_of_counting(
    counts: list[int], from_january: bool, from_april: bool
) -> None:
    published = {
        f"2021-{month:02}": {"司法局": str(count)}
        for month, count in zip((4, 5, 6), counts, strict=True)
    }
    for start, is_strange in (("2021-01-01", from_january), ("2021-04-20", from_april)):
        given = files(quotas={"published": published, "counted_from": start})
        assert bool(list(counts_are_of_the_month(given))) is is_strange


# -- numbers of documents ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("见安府办发[2021]5号", "〔2021〕5号"),
        ("见安府办发（2021）5号", "〔2021〕5号"),
        ("见安府办发【2021】 5 号文", "〔2021〕5号"),
        ("见安府办发(2021)15号", "〔2021〕15号"),
        ("见安府办发〔2021〕5号", None),
        ("（2021年）5号楼", None),
        ("（2021）5号楼", None),
        ("[2021]版第5号", None),
        ("（1）5号", None),
        ("（3021）5号", None),
    ],
)
def test_numbers_of_documents(text: str, right: str | None) -> None:
    plan = yaml.safe_load((ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8"))["plan"]
    plan["issued"] = str(plan["issued"])
    given = files(tasks={"plan": {**plan, "year": str(plan["year"]), "source": text}})
    violations = list(document_numbers_have_their_brackets(given))
    hints = [f"改为：{right}；不是文号的，不用改"] if right else []
    assert [violation.hint for violation in violations] == hints
    assert all(each.path == ("plan", "source") and each.word in text for each in violations)


# -- traditional characters --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("財政局、鄉鎮", {"財": "财", "鄉": "乡", "鎮": "镇"}),
        ("财政局、乡镇：后来、皇后，于是；征收、象征，乾坤", {}),
        ("堃喆镕㙟，—…《》", {}),  # rare, with no simpler form; signs
        ("黄昇、甯、祇", {}),  # in use again
        ("abc 123 ☂ 𠮷", {}),
        ("", {}),
    ],
)
def test_traditional_characters(text: str, simplified: dict[str, str]) -> None:
    assert traditional(set(text)) == simplified


def test_the_table_of_traditional_characters_is_that_of_opencc() -> None:
    opencc = pytest.importorskip("opencc")
    text = (ROOT / "anju_cli" / "text" / "traditional.txt").read_text(encoding="utf-8")
    made = make_traditional.table(opencc)  # its head has the version of OpenCC
    assert [line for line in made.splitlines() if line[0] != "#"] == text.splitlines()[3:]


def test_a_text_with_traditional_characters() -> None:
    given = files(units={"district": "示例區"})
    [violation] = texts_are_simplified(given)
    assert (violation.file, violation.path, violation.word) == ("units", ("district",), "區")
    assert violation.severity == "warning"
    assert list(texts_are_simplified(files())) == []
