"""The shipped data says what the notice says: no more, no less, in its words.

Both sides are read here by means of their own. The notice is split by the few rules
of ``paragraphs`` and ``annex``; the YAML is read with PyYAML alone, so that a fault in
anju's loader cannot hide one in the data.
"""

from __future__ import annotations

import hashlib
import re
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

from anju_cli.model.schema import FILES, QuotasFile, TasksFile, UnitsFile
from tests.running import ROOT

DATA = ROOT / "data"
SOURCE = ROOT / "tests/source/notice-2021.txt"
NOTICE = SOURCE.read_text(encoding="utf-8")
LINES = NOTICE.splitlines()

NUMERALS = (
    *("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    *("十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九"),
)


# -- the data, as it stands in the files -------------------------------------


class UnitRow(TypedDict):
    name: str
    full_name: NotRequired[str]
    kind: str
    aliases: NotRequired[list[str]]
    see_also: NotRequired[list[str]]
    note: NotRequired[str]


class GroupRow(TypedDict):
    name: str
    aliases: list[str]
    members: list[str]
    note: str


class UnitsData(TypedDict):
    district: str
    units: list[UnitRow]
    groups: list[GroupRow]


class DeadlineRow(TypedDict):
    id: str
    kind: str
    what: str
    quote: str
    note: NotRequired[str]
    due: NotRequired[str]
    every: NotRequired[str]
    by: NotRequired[str]
    event: NotRequired[str]
    within_workdays: NotRequired[str]


class TaskRow(TypedDict):
    number: str
    section: str
    title: str
    text: str
    lead: list[str]
    support: list[str]
    note: NotRequired[str]
    deadlines: NotRequired[list[DeadlineRow]]


class SectionRow(TypedDict):
    number: str
    title: str


class TasksData(TypedDict):
    plan: dict[str, str]
    sections: list[SectionRow]
    tasks: list[TaskRow]


class QuotasData(TypedDict):
    year: str
    total: str
    targets: dict[str, str]
    published: dict[str, dict[str, str]]


def plain_yaml(text: str) -> object:
    """YAML in which every scalar stays text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def shipped(name: str) -> str:
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8")


UNITS = cast("UnitsData", plain_yaml(shipped("units")))
TASKS = cast("TasksData", plain_yaml(shipped("tasks")))
QUOTAS = cast("QuotasData", plain_yaml(shipped("quotas")))

TASK = {int(task["number"]): task for task in TASKS["tasks"]}
UNIT = {unit["name"]: unit for unit in UNITS["units"]}


def joined(text: str) -> str:
    """The lines of a text as one, without spaces between them."""
    return "".join(line.strip() for line in text.splitlines())


DEADLINES = [(number, row) for number, task in TASK.items() for row in task.get("deadlines", [])]


# -- the notice, read by rules of its own ------------------------------------


def heading(level: int) -> list[str]:
    """The headings of a level, without the spaces of the scan."""
    mark = "#" * level + " "
    return [line.removeprefix(mark).replace(" ", "") for line in LINES if line.startswith(mark)]


def paragraphs() -> dict[str, list[str]]:
    """The numbered paragraphs under each section's heading (``一、…``).

    What the scan did to the plan is undone, and nothing else: lines are joined,
    the dashes before some paragraphs and all spaces go (but not the one of
    ``DB51/T 2658-2019``), and the brackets around the attribution at the end, which
    vary between 〔〕, [] and (), all become 〔〕.
    """
    body = NOTICE[NOTICE.index("#### 一、") : NOTICE.index("\n附件:")]
    found: dict[str, list[str]] = {}
    for part in body.split("#### ")[1:]:
        title, _, rest = part.partition("\n")
        text = "".join(re.sub(r"^ *- ", "", line) for line in rest.split("\n"))
        text = re.sub(r"(?<!DB51/T) ", "", text)
        text = re.sub(r"[〔\[(](?=(牵头|责任)单位:)", "〔", text)
        text = re.sub(r"(?<=,区直各部门)[〕\])]", "〕", text)
        found[title] = re.split(r"(?<!^)(?=\([一二三四五六七八九十]+\))", text)
    return found


PARAGRAPHS = [paragraph for section in paragraphs().values() for paragraph in section]


def annex() -> list[tuple[str, int]]:
    """The units of the annex with their targets, down each of its three columns."""
    rows = [line.split("\t") for line in LINES if "\t" in line]
    assert rows[0] == ["单位", "目标任务"] * 3
    assert rows[1] == ["", "条数"] * 3
    cells = [(row[column], row[column + 1]) for column in (0, 2, 4) for row in rows[2:]]
    return [(name, int(count)) for name, count in cells if count]


LEADING_WITHOUT_TARGET = [
    "区委编办",
    "区委绩效办",
    "区委组织部",
    "区效能热线办",
    "区档案馆",
    "区电子政务管理中心",
    "行政执法局",
]


def test_the_notice_is_the_one_that_was_transcribed() -> None:
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()
    assert digest == "dbda10722c934d9dce6e661f8a82e6b359cab7d4591a9e11a727a61b093f9b60"


# -- tasks.yaml --------------------------------------------------------------


def as_printed(number: int, paragraph: str) -> str:
    """A right paragraph with the fault that the notice prints; there are two."""
    if number == 1:  # cut off after 区直各
        return paragraph.removesuffix("部门〕")
    if number == 12:  # 责任单位 misprinted for 牵头单位
        return paragraph.replace("〔牵头单位:", "〔责任单位:")
    return paragraph


def test_the_notice_has_19_paragraphs_and_the_file_19_tasks() -> None:
    assert len(PARAGRAPHS) == 19
    assert [task["number"] for task in TASKS["tasks"]] == [str(n) for n in range(1, 20)]


@pytest.mark.parametrize("number", range(1, 20))
def test_a_task_is_its_paragraph_character_by_character(number: int) -> None:
    task = TASK[number]
    rebuilt = (
        f"({NUMERALS[number - 1]}){task['title']}。{joined(task['text'])}"
        f"〔牵头单位:{'、'.join(task['lead'])};责任单位:{','.join(task['support'])}〕"
    )
    assert as_printed(number, rebuilt) == PARAGRAPHS[number - 1]


def test_the_two_faults_of_the_notice_stand_where_they_are_said_to_stand() -> None:
    assert PARAGRAPHS[0].endswith(
        "〔牵头单位:区委编办、区行政审批局、区司法局;责任单位:各镇、街道,区直各"
    )
    assert PARAGRAPHS[11].endswith(
        "〔责任单位:区政府办公室、区司法局;责任单位:各镇、街道,区直各部门〕"
    )
    assert TASK[1].get("note", "").startswith("推断：")
    assert "误印" in TASK[12].get("note", "")


def test_sections_have_the_titles_and_the_tasks_of_the_notice() -> None:
    expected = [
        (f"{NUMERALS[index]}、{section['title']}", section["number"])
        for index, section in enumerate(TASKS["sections"])
    ]
    assert expected == list(zip(paragraphs(), ["1", "2", "3", "4", "5", "6"], strict=True))

    sizes = [len(section) for section in paragraphs().values()]
    assert sizes == [4, 5, 2, 2, 3, 3]
    assert [task["section"] for task in TASKS["tasks"]] == [
        str(section) for section, size in enumerate(sizes, start=1) for _ in range(size)
    ]


def test_the_plan_is_the_one_that_the_notice_issues() -> None:
    plan = TASKS["plan"]
    assert plan == {
        "title": "2021年全区政务公开重点任务分工方案",
        "issuer": "遂宁市安居区人民政府办公室",
        "issued": "2021-05-26",
        "year": "2021",
        "source": "遂宁市安居区人民政府办公室关于印发2021年全区政务公开重点任务分工方案的通知",
        "addressees": "各镇人民政府、街道办事处，区直各部门",
    }
    assert f"{plan['addressees'].replace('，', ',')}:" in LINES
    assert heading(2) == [plan["source"]]
    assert heading(3) == [plan["title"], "附件"]
    assert f"{plan['issuer']} 2021年5月26日" in LINES


@pytest.mark.parametrize("text", [task["text"] for task in TASKS["tasks"]])
def test_a_text_has_one_sentence_a_line(text: str) -> None:
    assert all(re.fullmatch(r"[^。\s]([^。]*[^。\s])?。", line) for line in text.splitlines())


# -- deadlines ---------------------------------------------------------------


def rule(deadline: DeadlineRow) -> str:
    """When something is due, as the file says it; nothing where no date is set."""
    fields = (
        deadline.get("due"),
        deadline.get("every"),
        deadline.get("by"),
        deadline.get("within_workdays"),
    )
    return " ".join(field for field in fields if field is not None)


def test_the_deadlines_are_these() -> None:
    assert [(row["id"], row["kind"], rule(row)) for _, row in DEADLINES] == [
        ("2.1", "固定日期", "2021-06-30"),
        ("2.2", "固定日期", "2021-11-30"),
        ("3.1", "固定日期", "2021-12-31"),
        ("7.1", "持续推进", ""),
        ("7.2", "持续推进", ""),
        ("10.1", "持续推进", ""),
        ("11.1", "持续推进", ""),
        ("12.1", "固定日期", "2021-08-31"),
        ("12.2", "固定日期", "2021-10-31"),
        ("12.3", "持续推进", ""),
        ("12.4", "持续推进", ""),
        ("13.1", "周期", "每月 次月1日"),
        ("13.2", "固定日期", "2021-05-31"),
        ("14.1", "持续推进", ""),
        ("14.2", "持续推进", ""),
        ("14.3", "持续推进", ""),
        ("14.4", "事后限时", "3"),
        ("15.1", "持续推进", ""),
        ("16.1", "周期", "每月 期末"),
        ("16.2", "周期", "每季度 期末"),
        ("16.3", "周期", "每半年 期末"),
        ("17.1", "周期", "每年 期末"),
        ("18.1", "持续推进", ""),
    ]


@pytest.mark.parametrize(("number", "deadline"), DEADLINES, ids=[row["id"] for _, row in DEADLINES])
def test_a_deadline_quotes_its_task(number: int, deadline: DeadlineRow) -> None:
    assert deadline["id"].split(".")[0] == str(number)
    assert joined(TASK[number]["text"]).count(deadline["quote"]) == 1


def test_deadlines_are_numbered_in_the_order_of_their_words() -> None:
    """But in task (十二), where the words of 12.3 stand before those of 12.2."""
    places = {
        row["id"]: joined(TASK[number]["text"]).index(row["quote"]) for number, row in DEADLINES
    }
    for number, task in TASK.items():
        ids = [row["id"] for row in task.get("deadlines", [])]
        in_order = ["12.1", "12.3", "12.2", "12.4"] if number == 12 else ids
        assert sorted(ids, key=places.__getitem__) == in_order


@pytest.mark.parametrize(
    ("words", "elsewhere"),
    [
        pytest.param(r"\d+月\d+日", [], id="a date"),
        pytest.param(r"[每次]月|月度|季度|半年|每年", [], id="a period"),
        pytest.param(r"\d+个工作日", [], id="working days"),
        pytest.param(r"定期", [], id="定期"),
        # (六) speaks of the epidemic's control, which is no duty of the plan.
        pytest.param(r"常态化", [6], id="常态化"),
        # (一) lists it among the parts of a catalogue's entry.
        pytest.param(r"时限", [1], id="时限"),
        pytest.param(r"待[^,。]*后", [], id="待…后"),
    ],
)
def test_no_words_of_time_are_left_without_a_deadline(words: str, elsewhere: list[int]) -> None:
    left = []
    for number, task in TASK.items():
        text = joined(task["text"])
        for row in task.get("deadlines", []):
            text = text.replace(row["quote"], "")
        left += [number] * len(re.findall(words, text))
    assert left == elsewhere


def test_a_date_that_the_notice_does_not_state_whole_is_marked_as_inferred() -> None:
    marked = [row["id"] for _, row in DEADLINES if row.get("note", "").startswith("推断：")]
    assert marked == ["2.1", "2.2", "16.1", "16.2", "16.3", "17.1"]


def test_nothing_is_marked_as_done() -> None:
    assert [row["id"] for _, row in DEADLINES if {"done", "occurrences"} & row.keys()] == []
    assert QUOTAS["published"] == {}


# -- quotas.yaml -------------------------------------------------------------


def test_the_targets_are_those_of_the_annex_in_its_order() -> None:
    assert len(annex()) == 49
    assert [(name, int(count)) for name, count in QUOTAS["targets"].items()] == annex()


def test_a_target_is_written_once() -> None:
    """A parser keeps the last of two equal keys; the lines show both."""
    written = re.findall(r"^  (\S+): \d+$", shipped("quotas"), flags=re.MULTILINE)
    assert written == list(QUOTAS["targets"])


def test_the_total_is_the_stated_one_and_the_sum() -> None:
    assert re.findall(r"合计: (\d+)", NOTICE) == [QUOTAS["total"]]
    assert sum(count for _, count in annex()) == int(QUOTAS["total"]) == 11110
    assert QUOTAS["year"] == TASKS["plan"]["year"]
    assert heading(1) == [f"{QUOTAS['year']}年遂宁市安居区政府信息公开目标任务"]


# -- units.yaml --------------------------------------------------------------


def test_the_units_are_those_of_the_annex_then_the_seven_that_only_lead() -> None:
    names = [unit["name"] for unit in UNITS["units"]]
    assert names == [name for name, _ in annex()] + LEADING_WITHOUT_TARGET
    assert len(names) == 56


def test_every_unit_that_a_task_names_is_in_the_register_under_that_name() -> None:
    known = {
        name for unit in UNITS["units"] for name in (unit["name"], *unit.get("aliases", []))
    } | {name for group in UNITS["groups"] for name in (group["name"], *group["aliases"])}
    named = {name for task in TASKS["tasks"] for name in task["lead"] + task["support"]}
    assert named - known == set()


def test_the_seven_are_all_the_lead_units_that_the_annex_leaves_out() -> None:
    leading = {name for task in TASKS["tasks"] for name in task["lead"]}
    in_annex = {f"区{name}" for name, _ in annex()}
    assert leading - in_annex == {*LEADING_WITHOUT_TARGET[:6], "区行政执法局"}


def test_an_alias_is_the_name_with_the_district_in_front_and_nothing_else() -> None:
    not_of_the_district = {"安居生态环境局", "市公安局安居区分局"}
    for name, unit in UNIT.items():
        has_one = name.endswith("局") and name not in not_of_the_district
        expected = [f"区{name}"] if has_one or name == "政府办公室" else []
        assert unit.get("aliases", []) == expected


def test_the_district_is_the_one_that_issues_the_plan() -> None:
    assert f"{UNITS['district']}人民政府办公室" == TASKS["plan"]["issuer"]


def test_the_only_full_name_is_that_of_the_issuer() -> None:
    assert {name: unit["full_name"] for name, unit in UNIT.items() if "full_name" in unit} == {
        "政府办公室": TASKS["plan"]["issuer"]
    }


def test_a_town_and_a_street_are_known_by_their_names_alone() -> None:
    for name, unit in UNIT.items():
        kind = next((kind for kind in ("镇", "街道") if name.endswith(kind)), None)
        assert (unit["kind"] if unit["kind"] in {"镇", "街道"} else None) == kind


def test_the_kinds_that_the_notice_does_not_state_are_these_and_marked_as_inferred() -> None:
    stated_or_plain = {"镇", "街道", "区直部门"}
    inferred = {
        name: unit["kind"] for name, unit in UNIT.items() if unit["kind"] not in stated_or_plain
    }
    assert inferred == {
        "税务局": "派驻垂管",
        "安居生态环境局": "派驻垂管",
        "市公安局安居区分局": "派驻垂管",
        "安居经开区": "园区",
        "安居农旅园区": "园区",
        "区委编办": "党委机构",
        "区委绩效办": "党委机构",
        "区委组织部": "党委机构",
        "区效能热线办": "事业单位",
        "区档案馆": "事业单位",
        "区电子政务管理中心": "事业单位",
    }
    assert all(UNIT[name].get("note", "").startswith("推断：") for name in inferred)


def test_the_two_enforcement_bureaus_are_kept_apart_and_point_at_each_other() -> None:
    related = {name: unit["see_also"] for name, unit in UNIT.items() if "see_also" in unit}
    assert related == {"综合执法局": ["行政执法局"], "行政执法局": ["综合执法局"]}
    assert all(UNIT[name].get("note", "").startswith("推断：") for name in related)
    assert TASK[8].get("note", "").startswith("推断：")


def test_the_two_groups_share_out_the_units() -> None:
    towns, departments = UNITS["groups"]
    assert (towns["name"], towns["aliases"]) == ("各镇、街道", ["各镇(街道)"])
    assert (departments["name"], departments["aliases"]) == ("区直各部门", ["各部门"])

    assert towns["members"] == [name for name in UNIT if name.endswith(("镇", "街道"))]
    assert departments["members"] == [name for name in UNIT if name not in towns["members"]]
    assert (len(towns["members"]), len(departments["members"])) == (16, 40)
    assert all(group["note"].startswith("推断：") for group in UNITS["groups"])


# -- the files as files ------------------------------------------------------


def test_the_files_fit_their_schemas() -> None:
    units = UnitsFile.model_validate(plain_yaml(shipped("units")))
    tasks = TasksFile.model_validate(plain_yaml(shipped("tasks")))
    quotas = QuotasFile.model_validate(plain_yaml(shipped("quotas")))
    assert (len(units.units), len(tasks.tasks), sum(quotas.targets.values())) == (56, 19, 11110)


@pytest.mark.parametrize("name", FILES)
def test_the_example_in_the_head_comment_fits_the_schema_and_is_complete(name: str) -> None:
    _, _, after = shipped(name).partition("# 完整的例子")
    comment = [line for line in after.split("\n\n")[0].splitlines()[1:] if line != "#"]
    example = FILES[name].model_validate(
        plain_yaml("\n".join(line.removeprefix("#   ") for line in comment))
    )
    assert example.model_fields_set == FILES[name].model_fields.keys()


@pytest.mark.parametrize("name", FILES)
def test_the_head_comment_explains_every_field(name: str) -> None:
    _, _, head = shipped(name).split("\n\n")[0].partition("\n")  # the first line is the editor's
    assert all(line.startswith("#") for line in head.splitlines())
    assert "anju validate" in head
    assert "2021-06-30" in head

    explained, _, _ = head.partition("# 完整的例子")
    definitions = FILES[name].model_json_schema().get("$defs", {})
    fields = {field for each in definitions.values() for field in each["properties"]}
    fields |= FILES[name].model_fields.keys()
    words = set(re.findall(r"[a-z_]+", explained))
    assert fields - words == set()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_plain_utf_8_with_lf_and_spaces(name: str) -> None:
    content = (DATA / f"{name}.yaml").read_bytes()
    text = content.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    for unwanted in ("\r", "\t", "\u3000", "\u00a0", " \n"):
        assert unwanted not in text
