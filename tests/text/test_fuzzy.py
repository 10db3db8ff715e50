"""Which names and words are offered for a misspelt one."""

from __future__ import annotations

import pytest

from anju_cli.text.fuzzy import did_you_mean, nearest, spelt_like


@pytest.mark.parametrize(
    ("query", "choices", "names"),
    [
        ("固定期限", ["固定日期", "周期", "事后限时"], ("固定日期",)),
        ("街道办事处", ["镇", "街道", "园区"], ("街道",)),
        ("半年", ["每月", "每半年"], ("每半年",)),
        ("其他", ["镇", "街道"], ()),
        ("", ["镇"], ()),
    ],
)
def test_nearest_of_any_words(query: str, choices: list[str], names: tuple[str, ...]) -> None:
    assert nearest(query, choices) == names


def test_nearest_can_compare_one_form_and_answer_another() -> None:
    assert nearest("司法居", {"司法局": "区司法局", "财政局": "区财政局"}) == ("区司法局",)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", ("title",)),
        ("Title", ("title",)),
        ("alias", ("aliases",)),
        ("suport", ("support",)),
        ("lead_units", ()),
        ("due", ()),
        ("", ()),
    ],
)
def test_words_that_are_spelt_alike(word: str, meant: tuple[str, ...]) -> None:
    assert spelt_like(word, ["title", "aliases", "support", "lead", "done"]) == meant


def test_no_choices() -> None:
    assert spelt_like("title", []) == ()


def test_the_question_what_was_meant() -> None:
    assert did_you_mean(["司法局", "财政局"]) == "您要找的是不是：司法局、财政局？"
    assert did_you_mean(["--format", "--from"], are_typed=True) == (
        "您要找的是不是 --format 或 --from？"
    )
    assert did_you_mean([], "全部名称：anju units") == "全部名称：anju units"
