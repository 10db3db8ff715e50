"""What every question has in common: its plan, its day, its way out."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from anju_cli.cli.app import main
from anju_cli.render.formats import (
    BOOK_FORMATS,
    CIRCULAR_FORMATS,
    FORMATS,
    PAGE_FORMATS,
    SUFFIXES,
    Format,
)
from anju_cli.validation.loader import load
from tests.checkouts import git
from tests.running import (
    BASE,
    ROOT,
    TODAY,
    Outcome,
    base_with,
    copy_of_base,
    environment,
    run,
)

QUESTIONS = [
    ("status",),
    ("tasks",),
    ("tasks", "--unit", "司法局"),
    ("show", "1"),
    ("unit", "司法局"),
    ("units",),
    ("deadlines",),
    ("due", "2", "--event", "2021-06-10"),
    ("quotas",),
]
"""One of each command that answers from the data."""

NAMES = [" ".join(question) for question in QUESTIONS]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a plan in ``good``, and one in ``bad`` that names an unknown town."""
    copy_of_base(tmp_path / "good")
    base_with(tmp_path / "bad", "units", "[青石镇, 清溪街道]", "[青石真, 清溪街道]")
    return tmp_path


# -- data with an error ----------------------------------------------------


@pytest.mark.parametrize("form", [(), ("-f", "json"), ("-o", "答.json")])
@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_no_question_is_answered_from_data_with_an_error(
    here: Path, question: tuple[str, ...], form: tuple[str, ...]
) -> None:
    assert run(*question, *form, "--data", "bad", cwd=here) == Outcome(
        1,
        "",
        """\
bad/units.yaml:27:15: 错误 A301 各镇、街道：名册里没有“青石真”
    members: [青石真, 清溪街道]
              ^^
  改为：青石镇

1 个文件，1 处错误，0 处提示
数据有错误，先改好再查；改完可用 anju validate --data bad 复查。
""",
    )
    assert not (here / "答.json").exists()


def test_errors_are_coloured_for_the_terminal_they_go_to(here: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    world = environment(out, err, here, variables={})._replace(stderr_is_terminal=True)
    assert main(("units", "--data", "bad"), world) == 1
    assert err.getvalue().startswith("bad/units.yaml:27:15: \x1b[31m错误\x1b[0m A301 ")


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_a_question_to_good_data_says_nothing_beside_its_answer(question: tuple[str, ...]) -> None:
    outcome = run(*question, "--data", BASE)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("\n")
    assert not outcome.out.endswith("\n\n")


# -- the folder and the day ------------------------------------------------


def plan_of(*args: str, cwd: Path, **variables: str) -> str:
    title: str = run("status", *args, "-f", "json", cwd=cwd, variables=variables).json["plan"][
        "title"
    ]
    return title


def test_the_folder_is_the_option_the_variable_here_above_or_shipped(tmp_path: Path) -> None:
    for name in ("option", "variable", "data"):
        title = f"  title: {name}\n"
        base_with(tmp_path / name, "tasks", "  title: 2021年政务公开分工方案\n", title)
    (tmp_path / "desk").mkdir()
    assert plan_of("--data", "option", cwd=tmp_path, ANJU_DATA="variable") == "option"
    assert plan_of(cwd=tmp_path, ANJU_DATA="variable") == "variable"
    assert plan_of(cwd=tmp_path, ANJU_DATA="") == "data"
    assert plan_of(cwd=tmp_path / "desk") == "data"
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    assert plan_of(cwd=tmp_path / "desk") == "2021年全区政务公开重点任务分工方案"


WHOSE = (
    "这里没有 data 文件夹，下面是随程序附带的 2021 年遂宁市安居区的计划（例子）。\n"
    "建自己的：anju init 2026\n\n"
)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "status",
            "tasks",
            "deadlines",
            "units",
            "quotas",
            "show 1",
            "unit 司法局",
            "remind 司法局",
        ),
        *("report 2021-06", "due 14 --event 2021-06-10", "validate"),
    ],
)
def test_the_first_line_says_whose_plan_answers_where_there_is_none(
    question: str, tmp_path: Path
) -> None:
    asked = question.split()
    on_screen = run(*asked, cwd=tmp_path, today=date(2026, 2, 3))
    own = run(*asked, "--data", str(ROOT / "data"), cwd=tmp_path, today=date(2026, 2, 3))
    assert on_screen.out.startswith(WHOSE)
    assert (on_screen.lines[3], "这里没有" in on_screen.err) == (own.lines[0], False)
    assert WHOSE not in own.out
    for_programs = run(*asked, "-f", "json", cwd=tmp_path, today=date(2026, 2, 3))
    assert for_programs.json is not None
    assert for_programs.err.startswith(WHOSE)


def test_beside_a_file_and_a_calendar_it_is_said_on_standard_error(tmp_path: Path) -> None:
    plan = load(ROOT / "data", "data", TODAY).plan
    assert plan is not None
    assert f"{plan.info.year} 年{plan.register.district}的计划" in WHOSE
    for asked in ("export -o 台账.xlsx", "tasks -o 任务.csv", "calendar", "units -f csv"):
        outcome = run(*asked.split(), cwd=tmp_path, today=date(2026, 2, 3))
        assert outcome.err.startswith(WHOSE)
        assert "这里没有" not in outcome.out
    assert (
        "这里没有" not in run("tasks", cwd=tmp_path, variables={"ANJU_DATA": str(ROOT / BASE)}).out
    )


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    sentence = "找不到文件夹“nowhere”。请核对路径；不写时用 ./data 或附带的计划"
    assert run("tasks", "--data", "nowhere").refusal == f"选项 --data：{sentence}"
    variables = {"ANJU_DATA": "nowhere"}
    assert run("tasks", variables=variables).refusal == f"环境变量 ANJU_DATA：{sentence}"
    assert run("tasks", "--data", "data", variables=variables).code == 0
    (tmp_path / "file").touch()
    assert run("tasks", "--data", str(tmp_path / "file")).refusal == (
        f"选项 --data：“{tmp_path / 'file'}”不是文件夹。"
        "请写放着 units.yaml、tasks.yaml、quotas.yaml 的文件夹"
    )


def test_the_day_is_the_option_the_variable_or_the_clock() -> None:
    def day(*args: str, **variables: str) -> object:
        return run("status", *args, "-f", "json", variables=variables).json["today"]

    assert day("--today", "2021年7月2日", ANJU_TODAY="2021-08-01") == "2021-07-02"
    assert day(ANJU_TODAY="2021.8.1") == "2021-08-01"
    assert day(ANJU_TODAY="") == "2021-06-30"
    assert day() == "2021-06-30"


def test_a_day_that_cannot_be_read_is_wrong_usage() -> None:
    assert run("status", "--today", "2021-06-31").refusal == (
        "选项 --today：日期 2021-06-31 不存在。请核对月份和日子"
    )
    assert run("status", variables={"ANJU_TODAY": "昨天"}).refusal == (
        "环境变量 ANJU_TODAY：“昨天”不是日期。请写成 2021-06-30 这样（年-月-日）"
    )
    assert run("status", "--today", "2021-06-30", variables={"ANJU_TODAY": "昨天"}).code == 0


@pytest.mark.parametrize("today", ["1800-01-01", "1999-12-31", "2098-01-01", "2199-12-31"])
@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_any_day_can_be_asked_about(question: tuple[str, ...], today: str) -> None:
    assert run(*question, "--data", BASE, variables={"ANJU_TODAY": today}).code == 0


# -- which unit ------------------------------------------------------------


OF_UNITS = {
    "tasks": ("-f", "json"),
    "unit": ("-f", "json"),
    "deadlines": ("-f", "json"),
    "quotas": ("-f", "json"),
    "calendar": (),
    "export": ("-f", "json"),
    "remind": ("-f", "json"),
}
"""The commands that ask about units, each with a form that has no hints."""


@pytest.mark.parametrize("command", OF_UNITS)
def test_units_are_named_alone_or_behind_the_option_under_any_name(command: str) -> None:
    def asked(*words: str) -> str:
        return run(command, *words, *OF_UNITS[command], "--data", "data").out

    answer = asked("司法局")
    assert "司法局" in answer
    for words in (("--unit", "司法局"), ("-u", "区司法局"), ("司 法 局",), ("sfj",)):
        assert asked(*words) == answer
    if command != "unit":
        both = asked("司法局", "安居镇")
        assert both == asked("司法局", "--unit", "安居镇") == asked("-u", "sfj", "-u", "安居镇")


@pytest.mark.parametrize("command", OF_UNITS)
def test_what_is_no_unit_is_answered_with_the_line_to_type(command: str, here: Path) -> None:
    def refused(*words: str) -> str:
        return run(command, *words, *OF_UNITS[command], "--data", "good", cwd=here).refusal

    more = f"{' --format json' * bool(OF_UNITS[command])} --data good"
    like = "您要找的是不是：司法局？请写："
    assert refused("司发局") == (
        f"参数 单位：名册里没有单位“司发局”。{like}anju {command} 司法局{more}"
    )
    assert refused("--unit=司发局") == (
        f"选项 --unit：名册里没有单位“司发局”。{like}anju {command} --unit 司法局{more}"
    )
    assert refused("ｘｙｚ") == (
        "参数 单位：名册里没有单位“ｘｙｚ”。全部名称：anju units --data good"
    )
    assert refused("各镇（街道）") == (
        "参数 单位：“各镇、街道”是一组单位，请写其中一个。"
        "组里的单位：anju units --data good --group 各镇、街道"
    )
    assert refused("Show") == (
        "参数 单位：名册里没有单位“Show”。它是另一个命令，请写：anju show --data good"
    )
    kinds = "quotas" if command == "quotas" else "units"
    assert refused("镇") == (
        f"参数 单位：名册里没有单位“镇”。“镇”是一类单位，请写：anju {kinds} --data good --kind 镇"
    )
    for word in ("二", "2.1"):
        assert refused(word) == (
            f"参数 单位：名册里没有单位“{word}”。第 2 项任务请这样看：anju show 2 --data good"
        )
    for word in ("—unit", "－－unit", "-unit"):
        assert refused(word, "司法局") == f"没有选项 {word}。您要找的是不是 --unit？"


@pytest.mark.parametrize("command", ["tasks", "deadlines"])
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_who_asks_about_one_of_two_alike_is_told_of_the_other(command: str, form: str) -> None:
    day = ("--today", "2021-06-30")
    outcome = run(command, "综合执法局", "--role", "all", "-f", form, *day)
    told, beside = (outcome.out, "") if form == "table" else (outcome.err, outcome.err)
    assert (
        "“综合执法局”与“行政执法局”可能是同一机构，原文没有写明，这里分开列；"
        f"请一并查看：anju {command} 行政执法局 --role all --today 2021-06-30".replace(" ", "")
    ) in "".join(told.split())
    assert outcome.err == beside


# -- formats ---------------------------------------------------------------

LISTS = [("tasks",), ("units",), ("deadlines",), ("quotas",)]
PAGES = [("status",), ("show", "1"), ("unit", "司法局"), ("due", "2", "--event", "2021-06-10")]


@pytest.mark.parametrize("question", [*LISTS, *PAGES], ids=" ".join)
def test_every_answer_is_to_be_had_as_json_and_markdown(question: tuple[str, ...]) -> None:
    asked = (*question, "--data", BASE)
    assert isinstance(run(*asked, "-f", "json").json, list if question in LISTS else dict)
    assert run(*asked, "-f", "md").out.startswith("# ")
    assert run(*asked, "-f", "MD") == run(*asked, "--format", "markdown")
    assert run(*asked, "-f", "table") == run(*asked)


@pytest.mark.parametrize("question", LISTS, ids=" ".join)
def test_csv_has_a_heading_and_a_line_for_each_record(question: tuple[str, ...]) -> None:
    asked = (*question, "--data", BASE)
    outcome = run(*asked, "-f", "csv")
    assert not outcome.out.startswith("\ufeff")
    assert "\r" not in outcome.out
    rows = list(csv.reader(io.StringIO(outcome.out)))
    assert len(rows) == 1 + len(run(*asked, "-f", "json").json)
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(
    ("asked", "forms"),
    [
        *((question, FORMATS) for question in LISTS),
        (("diff",), FORMATS),
        (("explain", "A203"), FORMATS),
        (("record", "2021-06", "司法局=9", "--replace", "--dry-run"), FORMATS),
        *((question, PAGE_FORMATS) for question in (*PAGES, ("remind",))),
        (("report", "2021-05"), CIRCULAR_FORMATS),
        (("export",), BOOK_FORMATS),
        (("calendar",), ()),
    ],
    ids=lambda value: " ".join(value),
)
def test_help_lists_the_formats_that_there_are_and_no_others(
    asked: tuple[str, ...], forms: tuple[Format, ...], tmp_path: Path
) -> None:
    data = copy_of_base(tmp_path / "data")
    if asked[0] == "diff":
        for line in (("init", "-q"), ("add", "."), ("commit", "-qm", "x")):
            git(tmp_path, *line)
    asked = (*asked, *(() if asked[0] == "explain" else ("--data", str(data))))
    told = " ".join(run(asked[0], "--help").out.split()).replace(" ", "")
    listed = re.search("-f,--format格式(.*?)。不写就是", told)
    words = re.sub("（.*?）", "", listed[1]).split("、") if listed else []
    suffixes = re.search("按扩展名定格式：([.a-z、]*)", told)
    assert words == [*forms]
    assert (suffixes[1].split("、") if suffixes else []) == [SUFFIXES[form] for form in forms]
    for form in FORMATS:
        file = f"答{SUFFIXES[form]}"
        by_name, by_suffix = ("-f", form, "-o", file), ("-o", f"又{file}")
        for way in (by_name, by_suffix):
            done = run(*asked, *way, cwd=tmp_path)
            assert (done.code, form in forms) in ((0, True), (2, False)), (way, done.err)


def test_an_unknown_format_is_refused() -> None:
    assert run("show", "12", "-f", "csv").refusal == (
        "选项 --format：“csv”不在可选之列。可以写：table（表格）、markdown、json（给程序用）、"
        "html（网页）、docx（Word，要写 -o）"
    )
    assert run("show", "12", "-o", "页.csv").refusal == (
        "选项 --output：这里不会写 .csv 文件。"
        "扩展名可以是 .txt、.md、.json、.html（网页）、.docx（Word）"
    )
    assert run("show", "12", "-f", "MD").out == run("show", "12", "-f", "markdown").out


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_format_for_files_needs_a_file(form: str) -> None:
    assert run("tasks", "-f", form).refusal == (
        f"选项 --format：{form} 不能显示在屏幕上。请用 -o 写上文件名，例如 -o 结果.{form}"
    )


# -- files -----------------------------------------------------------------


def written(tmp_path: Path, name: str, *args: str) -> str:
    """What ``anju units`` writes to a file of that name."""
    data = str(ROOT / BASE)
    asked = ("units", "--kind", "镇", "--data", data, "-o", name, *args)
    outcome = run(*asked, cwd=tmp_path)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(f"已写入 {name}（1 ")
    return (tmp_path / name).read_bytes().decode("utf-8")


def test_a_csv_file_opens_in_excel(tmp_path: Path) -> None:
    assert written(tmp_path, "名册.csv") == (
        "\ufeff单位,类别,别名,所在组,目标任务（条）\r\n青石镇,镇,,各镇、街道,80\r\n"
    )


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("名册.csv", "\ufeff单位,类别"),
        ("名册.CSV", "\ufeff单位,类别"),
        ("名册.json", '[\n  {\n    "name": "青石镇"'),
        ("名册.md", "# 单位名册\n\n| "),
        ("名册.txt", "单位名册\n\n单位  "),
        ("名册", "单位名册\n\n单位  "),
    ],
)
def test_the_suffix_chooses_the_format(tmp_path: Path, name: str, start: str) -> None:
    assert written(tmp_path, name).startswith(start)


def test_the_option_goes_before_the_suffix(tmp_path: Path) -> None:
    assert json.loads(written(tmp_path, "名册.csv", "-f", "json"))[0]["name"] == "青石镇"
    assert written(tmp_path, "名册.xlsx", "-f", "csv").startswith("\ufeff单位,类别")


@pytest.mark.parametrize("name", ["名册.pdf", "名册.XLS", "名册.yaml"])
def test_a_suffix_of_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    assert run("units", "-o", str(tmp_path / name)).refusal == (
        f"选项 --output：这里不会写 {Path(name).suffix} 文件。扩展名可以是 .txt、.md、"
        ".csv（给程序用）、.json、.html（网页）、.docx（Word）、.xlsx（Excel）"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    asked = ("units", "-o", "没有/名册.csv", "--data", str(ROOT / "data"))
    assert run(*asked, cwd=tmp_path).refusal == (
        f"选项 --output：无法写入 没有/名册.csv：文件夹 {tmp_path / '没有'} 不存在。"
        "请先建好这个文件夹，或者换一个位置。"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["任务.txt", "任务.csv"])
def test_beside_a_file_standard_error_holds_the_remark(name: str, tmp_path: Path) -> None:
    asked = ("tasks", "--unit", "综合执法局", "--data", str(ROOT / "data"))
    written = run(*asked, "-o", name, cwd=tmp_path)
    assert written.err.startswith(f"已写入 {name}（19 行）\n“综合执法局”与“行政执法局”可能是")
