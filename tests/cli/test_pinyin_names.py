"""Wherever the name of a unit or group is typed, its pinyin will do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run


def both(*args: str, name: str, pinyin: str) -> None:
    """The same is answered to the name and to its pinyin."""
    chinese = run(*(one.replace("{}", name) for one in args), "--data", BASE)
    assert chinese.code == 0, chinese.err
    latin = run(*(one.replace("{}", pinyin) for one in args), "--data", BASE)
    assert latin.out.replace(f" {pinyin} ", f" {name} ") == chinese.out  # in a hint as typed
    assert (latin.code, latin.err) == (0, chinese.err)


@pytest.mark.parametrize("pinyin", ["sfj", "sifaju", "sifj", "SFJ", "qsfj", "ｓｉｆａｊｕ"])
@pytest.mark.parametrize(
    "args",
    [
        ("tasks", "--unit", "{}"),
        ("unit", "{}"),
        ("deadlines", "--unit={}"),
        ("quotas", "-u", "{}"),
    ],
    ids=" ".join,
)
def test_a_unit(args: tuple[str, ...], pinyin: str) -> None:
    both(*args, name="司法局", pinyin=pinyin)


def test_several_plans_side_by_side(tmp_path: Path) -> None:
    other = str(copy_of_base(tmp_path / "next"))
    args = ("deadlines", "-f", "csv", "--data", BASE, "--data", other, "--unit")
    assert run(*args, "sfj") == run(*args, "司法局")
    assert run(*args, "sfj").code == 0


def test_a_group() -> None:
    both("units", "--group", "{}", name="各镇、街道", pinyin="gzjd")
    both("units", "--group", "{}", name="区直各部门", pinyin="quzhigebumen")


def test_counts_typed_in_the_command(tmp_path: Path) -> None:
    data = str(copy_of_base(tmp_path / "data"))
    typed = run("record", "2021-06", "qsz=3", "--dry-run", "--data", data)
    assert typed == run("record", "2021-06", "青石镇=3", "--dry-run", "--data", data)
    assert typed.code == 0
    assert run("record", "2021-06", "qingshizhen=3", "--data", data).code == 0
    assert "青石镇: 3" in (tmp_path / "data" / "quotas.yaml").read_text(encoding="utf-8")


def test_the_answer_says_which_unit_it_is() -> None:
    assert run("tasks", "--unit", "sfj", "--data", BASE).lines[0] == "司法局：1 项任务"
    assert run("unit", "sfj", "--data", BASE).lines[0] == "司法局"


@pytest.mark.parametrize(
    ("args", "files"),
    [
        (("calendar", "--unit", "{}", "--role", "lead"), ()),
        (("export", "--unit", "{}", "-f", "json"), ()),
        (("export", "--unit", "{}"), ("-o", "out.json")),
        (("remind", "{}"), ("-o", "out.md")),
        (("remind", "--unit", "{}"), ()),
    ],
)
def test_where_nobody_sees_it_it_is_said(
    tmp_path: Path, args: tuple[str, ...], files: tuple[str, ...]
) -> None:
    def asked(unit: str) -> tuple[Outcome, bytes]:
        words = [one.replace("{}", unit) for one in args]
        outcome = run(*words, *files, "--data", str(ROOT / BASE), cwd=tmp_path)
        assert outcome.code == 0
        written = (tmp_path / files[1]).read_bytes() if files else b""
        for name in files[1:]:
            (tmp_path / name).unlink()
        return outcome, written

    (chinese, file), (latin, same_file) = asked("司法局"), asked("sfj")
    assert (latin.out, same_file) == (chinese.out, file)
    lines = latin.err.replace(" sfj ", " 司法局 ").splitlines()
    lines.remove("“sfj”是 司法局。")
    assert lines == chinese.err.splitlines()


# -- not one -----------------------------------------------------------------


def test_who_may_be_meant_is_named_and_none_is_picked(tmp_path: Path) -> None:
    data = str(
        base_with(
            tmp_path / "data",
            "units",
            "  - name: 青石镇\n    kind: 镇\n",
            "  - name: 青石镇\n    kind: 镇\n  - name: 商发局\n    kind: 区直部门\n",
        )
    )
    assert run("unit", "sfj", "--data", data).refusal == (
        "参数 单位：“sfj”可能是：司法局、商发局。请写清楚是哪一个"
    )
    assert run("tasks", "-u", "sfj", "--data", data).refusal == (
        "选项 --unit：“sfj”可能是：司法局、商发局。请写清楚是哪一个"
    )
    assert run("record", "2021-06", "sfj=1", "--data", data).refusal == (
        "参数 单位=条数：“sfj=1”：“sfj”可能是“司法局”、“商发局”中的一个。请写清楚是哪一个"
    )
    assert run("unit", "sifaju", "--data", data).code == 0


def test_of_groups_too(tmp_path: Path) -> None:
    data = str(
        base_with(
            tmp_path / "data",
            "units",
            "  - name: 区直各部门\n",
            "  - name: 各周界点\n    members: [司法局]\n  - name: 区直各部门\n",
        )
    )
    assert run("units", "--group", "gzjd", "--data", data).refusal == (
        "选项 --group：“gzjd”可能是：各镇、街道；各周界点。请写清楚是哪一组"
    )


def test_a_group_is_no_unit_in_pinyin_either() -> None:
    assert run("unit", "gzjd", "--data", BASE).refusal == (
        "参数 单位：“各镇、街道”是一组单位，请写其中一个。组里的单位："
        f"anju units --data {BASE} --group 各镇、街道"
    )
    assert run("record", "2021-06", "gzjd=1", "--data", BASE).refusal == (
        "参数 单位=条数：“gzjd=1”：“gzjd”是一组单位，不能记条数。"
        f"请逐个单位写。组里的单位：anju units --data {BASE} --group 各镇、街道"
    )


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *(
            (typed, "您要找的是不是：司法局？请写：anju unit 司法局")
            for typed in ("sifa", "sifajv", "slj")
        ),
        ("xyz", "全部名称：anju units"),
    ],
)
def test_what_is_nobodys_pinyin_is_answered_with_the_nearest(typed: str, hint: str) -> None:
    refusal = run("unit", typed, "--data", BASE).refusal
    assert refusal == f"参数 单位：名册里没有单位“{typed}”。{hint} --data {BASE}"


# -- not typed ---------------------------------------------------------------


def test_a_table_has_names_not_pinyin(tmp_path: Path) -> None:
    table = tmp_path / "6月.csv"
    table.write_text("单位,条数\nqsz,3\n清溪街道,4\n", encoding="utf-8")
    outcome = run("record", "2021-06", "--table", str(table), "--dry-run", "--data", BASE)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        "6月.csv 第 2 行“单位”列：名册里没有单位“qsz”\n"
        "  您要找的是不是：青石镇？\n"
        "1 处要先改好，一个数也没有写入。\n"
    )


def test_data_have_names_not_pinyin(tmp_path: Path) -> None:
    data = base_with(tmp_path / "data", "tasks", "lead: [综合执法大队]", "lead: [zhzfdd]")
    outcome = run("validate", str(data))
    assert outcome.code == 1
    assert "名册里没有“zhzfdd”" in outcome.out
