"""From the errors of pydantic to violations in words, and to a tree without what is broken."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from anju_cli.model.schema import FILES, QuotasFile, TasksFile, UnitsFile
from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, SequenceNode, construct
from anju_cli.validation.positions import diagnostic_at, place
from anju_cli.validation.schema_errors import Loss, prune, schema_violations
from anju_cli.validation.schema_errors.schema_paths import (
    allowed_words,
    likely_key,
    schema_at,
    schema_of,
)
from tests.validation.trees import QUOTAS, TASKS, UNITS, source_of, tree_of

# -- what the schema says of a path ----------------------------------------


@pytest.mark.parametrize(
    ("path", "description"),
    [
        (("plan",), "这份计划本身"),
        (("plan", "issued"), "印发日期"),
        (("tasks", 3, "title"), "任务的标题"),
        (("tasks", 3, "deadlines", 1, "周期", "every"), "多久一次"),
        (("tasks", 3, "deadlines", 1, "every"), "多久一次"),
        (("tasks", 3, "deadlines", 1, "kind"), "时限类型"),
        (("tasks", 3, "deadlines", 1, "固定日期", "done"), "办结记录；没办完就不写"),
        (("tasks", 3, "deadlines", 1, "固定日期", "done", "on"), "办结的日子"),
        (("tasks", 3, "deadlines", 1, "周期", "done", "2021-05", "on"), "办结的日子"),
        (
            ("tasks", 3, "deadlines", 1, "事后限时", "occurrences", 0, "date"),
            "事件发生的日子（不计入期限）",
        ),
        (("nothing",), None),
        (("tasks", 3, "title", "x"), None),
    ],
)
def test_a_path_has_a_description(path: Path, description: str | None) -> None:
    assert schema_at(schema_of(TasksFile), path).get("description") == description


def test_counts_of_a_month_are_numbers() -> None:
    schema = schema_of(QuotasFile)
    for path in (("targets", "司法局"), ("published", "2021-05", "司法局")):
        assert schema_at(schema, path)["type"] == ["integer", "string"]  # in quotes too


def test_what_may_be_left_out_may_not_be_blank() -> None:
    assert schema_at(schema_of(UnitsFile), ("units", 0, "note"))["type"] == "string"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("tasks", 0, "deadlines", 0, "kind"), ["固定日期", "周期", "事后限时", "持续推进"]),
        (("tasks", 0, "deadlines", 0, "周期", "every"), ["每月", "每季度", "每半年", "每年"]),
        (("tasks", 0, "title"), []),
    ],
)
def test_the_words_that_may_stand_at_a_path(path: Path, words: list[str]) -> None:
    assert allowed_words(schema_of(TasksFile), path) == words


@pytest.mark.parametrize(
    ("written", "present", "meant"),
    [
        ("titel", (), "title"),
        ("标题", (), "title"),
        ("牵头单位", (), "lead"),
        ("任务", (), None),  # stands in several descriptions
        ("titel", ("title",), None),
        ("附件", (), None),
    ],
)
def test_the_key_that_was_meant(written: str, present: tuple[str, ...], meant: str | None) -> None:
    assert likely_key(written, schema_at(schema_of(TasksFile), ("tasks", 0)), present) == meant


# -- errors of pydantic ----------------------------------------------------


def error_of(model: type[BaseModel], tree: Node) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(construct(tree))
    return caught.value


def test_a_kind_of_error_that_has_no_words_of_its_own_says_what_is_wanted() -> None:
    class Odd(BaseModel):
        a: Annotated[float, Field(description="甲")]

    tree = tree_of("a: x")
    [violation] = schema_violations("odd", tree, error_of(Odd, tree), Odd)
    assert (violation.code, violation.message) == (
        "A206",
        "a 应是若干“项名: 内容”，现在是一段文字",
    )


TASK = """\
plan: {title: 题, issuer: 办, issued: 2021-05-26, year: 2021, source: 文}
sections: [{number: 1, title: 甲}]
tasks:
  - number: 1
    section: 1
    title: 丙
    text: 每月通报，三日内报备
    lead: [司法局]
    deadlines:
      - {id: "1.1", kind: 周期, what: 报, quote: 每月, every: 每月, done: DONE}
      - {id: "1.2", kind: 事后限时, what: 报, quote: 三, event: 甲, within_workdays: 3, DID}
"""


def diagnosed(kind: str, text: str) -> list[tuple[int, str, str, str]]:
    """Line, code, message and hint of each diagnostic of one file."""
    model, tree = FILES[kind], tree_of(text)
    violations = schema_violations(kind, tree, error_of(model, tree), model)
    diagnostics = [diagnostic_at(source_of(text), tree, violation) for violation in violations]
    return [(each.line, each.code, each.message, each.hint) for each in diagnostics]


@pytest.mark.parametrize(
    ("done", "did", "line", "code", "message", "hint"),
    [
        # one date, and one key for a date that is lacking
        *(
            (
                f"{{2021-06: {{{key}: 2021-07-01}}}}",
                *("occurrences: []", 10, "A202"),
                *(f"任务（一）的时限 1.1 的 2021-06：不认识的项名“{key}”", "改为：on"),
            )
            for key in ("date", "no", "是", "日期", "due")
        ),
        (
            *("{}", "occurrences: [{on: 2021-07-01}]", 11, "A202"),
            *("任务（一）的时限 1.2 的第 1 次事件：不认识的项名“on”", "改为：date"),
        ),
        # what is said of a done mark that is a word
        (
            *("{}", "occurrences: [{date: 2021-07-01, done: 是}]", 11, "A206"),
            "任务（一）的时限 1.2 的 2021-07-01 的事件：done 应是若干“项名: 内容”，现在是一段文字",
            "写成 {on: 办结日期}，例如 {on: 2021-08-30}",
        ),
        # several errors with one cause
        *(
            (
                *(mark, "occurrences: []", 10, "A210"),
                "任务（一）的时限 1.1：done 里没有写是哪一期",
                f"周期的时限，每期写一条，例如 {{2021-{month}: {{on: 2021-{month}-{of_month}}}}}",
            )
            for mark, month, of_month in (
                ("{on: 2021-07-01}", "07", "01"),
                ("{on: 2021/7/1, note: 甲, link: 乙}", "07", "01"),
                ("{note: 甲}", "06", "30"),
            )
        ),
    ],
)
def test_one_cause_is_one_diagnostic(
    done: str, did: str, line: int, code: str, message: str, hint: str
) -> None:
    text = TASK.replace("DONE", done).replace("DID", did)
    assert diagnosed("tasks", text) == [(line, code, message, hint)]


@pytest.mark.parametrize("key", ["knd", "Kind", "-kind", "类型"])
def test_a_misspelt_kind_is_one_diagnostic(key: str) -> None:
    text = TASK.replace("DONE", "{}").replace("DID", "occurrences: []")
    message, hint = f"任务（一）的时限 1.1：不认识的项名“{key}”", "改为：kind"
    wrong = text.replace("kind: 周期", f"{key}: 周期")
    assert diagnosed("tasks", wrong) == [(10, "A202", message, hint)]
    data, losses = pruned("tasks", wrong)
    assert losses == []
    assert data == construct(tree_of(text))


@pytest.mark.parametrize("key", ["说明", "id2"])
def test_a_kind_under_no_key_like_it_is_missing(key: str) -> None:
    text = TASK.replace("DONE", "{}").replace("DID", "occurrences: []")
    diagnostics = diagnosed("tasks", text.replace("kind: 周期", f"{key}: 甲"))
    message = "任务（一）的时限 1.1：缺少必填的 kind"
    hint = "补上一行 kind: …，从这些里选：固定日期、周期、事后限时、持续推进"
    assert diagnostics == [(10, "A201", message, hint)]


KEYS = {
    "固定日期": ("due: 2021-06-30", "due", "due"),
    "周期": ("every: 每月, by: 期末", "every、by", "every"),
    "事后限时": (
        "event: 甲, within_workdays: 3",
        "event、within_workdays",
        "event、within_workdays",
    ),
    "持续推进": ("", "", ""),
}
"""For each kind of deadline the keys of its own, these in words, and those it needs."""


@pytest.mark.parametrize("meant", [kind for kind in KEYS if KEYS[kind][0]])
@pytest.mark.parametrize("kind", KEYS)
def test_a_kind_with_the_keys_of_another_is_one_diagnostic(kind: str, meant: str) -> None:
    fields, foreign, _ = KEYS[meant]
    text = TASK.replace("DID", "occurrences: []").replace("every: 每月", fields)
    text = text.replace(
        "DONE", "{2021-05: {on: 2021-06-01}}" if meant == "周期" else "{on: 2021-06-01}"
    )
    if meant == "事后限时":
        text = text.replace(", done: {on: 2021-06-01}", "")
    text = text.replace("kind: 周期", f"kind: {kind}")
    if kind == meant:
        TasksFile.model_validate(construct(tree_of(text)))
        return
    lacking = KEYS[kind][2]
    message = f"任务（一）的时限 1.1：kind 写的是{kind}，下面却是{meant}的项（{foreign}）"
    hint = f"改为：{meant}；如果 kind 没有写错，删去 {foreign}"
    assert diagnosed("tasks", text) == [
        (10, "A207", message, f"{hint}，写上 {lacking}" if lacking else hint)
    ]


def test_a_kind_with_the_keys_of_another_and_a_done_mark_of_its_own_is_one_diagnostic() -> None:
    text = TASK.replace("DONE", "{on: 2021-06-01}").replace("DID", "occurrences: []")
    [(line, code, message, _)] = diagnosed("tasks", text.replace("kind: 周期", "kind: 持续推进"))
    assert (line, code) == (10, "A207")
    assert message == "任务（一）的时限 1.1：kind 写的是持续推进，下面却是周期的项（every）"


def test_a_key_of_another_kind_beside_the_own_ones_is_named_itself() -> None:
    text = TASK.replace("DONE", "{}, due: 2021-06-30").replace("DID", "occurrences: []")
    message = "任务（一）的时限 1.1：不认识的项名“due”"
    hint = "这里可以写：id、what、quote、note、kind、every、by、done"
    assert diagnosed("tasks", text) == [(10, "A202", message, hint)]


@pytest.mark.parametrize("key", ["各月", "已公开", "publishd", "月度"])
def test_months_under_an_unknown_key_are_what_was_published(key: str) -> None:
    diagnostics = diagnosed("quotas", QUOTAS.replace("published:", f"{key}:"))
    assert diagnostics == [(6, "A202", f"不认识的项名“{key}”", "改为：published")]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("  各月:\n", "上面的“各月”改为：published，顶格写"),
        ("", "在上面加一行 published:，顶格写"),
    ],
)
def test_months_among_the_targets_are_one_diagnostic(line: str, hint: str) -> None:
    text = QUOTAS.replace("published:\n", line) + "  2021-06: {财政局: 1}\n"
    [diagnostic] = diagnosed("quotas", text)
    at = 6 + bool(line)
    assert diagnostic == (at, "A206", "这里是各月的条数，应在 published 下面", hint)


def test_units_without_a_month_are_one_diagnostic() -> None:
    text = QUOTAS.replace("2021-05: {司法局: 1}", "司法局: 1\n  财政局: 无\n  2021-06: {财政局: 1}")
    message = "条数的上面缺少月份一行"
    hint = "在上面加一行月份，例如 2021-06:，各单位的行再往里缩进两个空格"
    assert diagnosed("quotas", text) == [(7, "A204", message, hint)]


def test_units_that_are_not_indented_below_their_month_are_one_diagnostic() -> None:
    text = QUOTAS.replace("2021-05: {司法局: 1}", "2021-05:\n  司法局: 1\n  财政局: 2")
    message, hint = "单位的行没有缩进到月份 2021-05 下面", "各单位的行再往里缩进两个空格"
    assert diagnosed("quotas", text) == [(8, "A204", message, hint)]


def test_a_month_in_another_form_is_not_a_unit_without_a_month() -> None:
    diagnostics = diagnosed("quotas", QUOTAS.replace("2021-05: {司法局: 1}", "6月: 1"))
    assert [code for _, code, _, _ in diagnostics] == ["A204", "A206"]


@pytest.mark.parametrize(
    ("kind", "text", "other"),
    [("quotas", TASKS, "tasks"), ("tasks", UNITS, "units"), ("units", QUOTAS, "quotas")],
)
def test_a_file_saved_under_the_name_of_another_is_one_diagnostic(
    kind: str, text: str, other: str
) -> None:
    message = f"这像是 {other}.yaml 的内容，这里应是 {kind}.yaml"
    hint = f"像是保存时选错了文件名；请找回原来的 {kind}.yaml"
    assert diagnosed(kind, text) == [(1, "A206", message, hint)]
    assert pruned(kind, text)[1] is None


def test_a_file_with_one_key_of_its_own_is_no_other() -> None:
    codes = [code for _, code, _, _ in diagnosed("quotas", f"year: 2021\n{UNITS}")]
    assert codes == ["A201", "A202"]


@pytest.mark.parametrize(
    ("path", "text", "hint"),
    [
        ("published", "未报", "没有报就删去这一行，不要写 0"),
        ("published", "/", "没有报就删去这一行，不要写 0"),
        ("published", "二百", "只写半角数字，例如 250"),
        ("targets", "无", "没有目标任务就删去这一行，不要写 0"),
        ("total", "无", "只写半角数字，例如 250"),
    ],
)
def test_what_to_do_with_a_word_for_no_number(path: str, text: str, hint: str) -> None:
    right = {"published": "局: 1}", "targets": "局: 20", "total": "total: 30"}[path]
    wrong = right.translate({ord(digit): None for digit in "0123456789"})
    wrong = wrong.replace(": ", f": {text}")
    [diagnostic] = diagnosed("quotas", QUOTAS.replace(right, wrong))
    assert diagnostic[1:] == ("A205", diagnostic[2], hint)
    assert f"“{text}”不是整数" in diagnostic[2]


@pytest.mark.parametrize(
    ("kind", "text", "path", "value"),
    [
        # the one right form is put in place of another
        ("quotas", QUOTAS.replace("30", "30条"), ("total",), "30"),
        ("quotas", QUOTAS.replace("10", "1,010"), ("targets", "司法局"), "1010"),
        ("quotas", QUOTAS.replace("2021-05", "2021年5月"), ("published", "2021-05", "司法局"), "1"),
        ("quotas", QUOTAS.replace("targets", "target"), ("targets", "司法局"), "10"),
        (
            "units",
            UNITS.replace("aliases", "别名").replace("  - kind: 镇\n", ""),
            ("units", 0, "aliases", 0),
            "区司法局",
        ),
    ],
)
def test_what_has_one_right_form_is_fixed_and_nothing_is_lost(
    kind: str, text: str, path: Path, value: str
) -> None:
    model, tree = FILES[kind], tree_of(text)
    assert prune(tree, error_of(model, tree), model) == []
    line, column, node = place(tree, path)
    assert node == ScalarNode(line, column, value)
    model.model_validate(construct(tree))


def pruned(kind: str, text: str) -> tuple[Any, list[Loss] | None]:
    model, tree = FILES[kind], tree_of(text)
    losses = prune(tree, error_of(model, tree), model)
    return construct(tree), losses


def test_a_field_that_may_be_missing_is_taken_out_alone() -> None:
    text = UNITS.replace("[区司法局]", "区司法局").replace("kind: 镇", "{name: 青石镇, kind: 镇}")
    value, losses = pruned("units", text)
    assert value["units"][0] == {"name": "司法局", "kind": "区直部门"}
    assert losses == [Loss("units", ScalarNode(4, 14, "区司法局"))]


def test_else_the_record_is_taken_out() -> None:
    value, losses = pruned("units", UNITS)
    assert [unit["name"] for unit in value["units"]] == ["司法局"]
    assert losses is not None
    [loss] = losses
    assert loss.part == "units"
    assert isinstance(loss.node, MappingNode)
    assert list(loss.node.entries) == ["kind"]


def test_several_records_are_taken_out_and_the_others_keep_their_places() -> None:
    text = "units:\n" + "".join(
        f"  - {{name: {name}, kind: {kind}}}\n"
        for name, kind in (("甲", "镇"), ("乙", "村"), ("丙", "镇"), ("丁", "村"))
    )
    tree = tree_of(text)
    assert prune(tree, error_of(UnitsFile, tree), UnitsFile) is not None
    assert [unit["name"] for unit in construct(tree)["units"]] == ["甲", "丙"]
    assert place(tree, ("units", 1, "name"))[:2] == (4, 12)


def test_a_broken_deadline_does_not_take_its_task_with_it() -> None:
    text = TASKS.replace("due: 2021-06-30", "due: 2021-06-31").replace("number: 一", "number: 2")
    value, losses = pruned("tasks", text.replace("  - title: 丁\n", ""))
    assert [deadline.get("id") for deadline in value["tasks"][0]["deadlines"]] == ["12.2", "12.3"]
    assert losses is not None
    assert {loss.part for loss in losses} == {"tasks"}


def test_a_broken_done_mark_is_taken_out_alone() -> None:
    text = TASKS.replace("{on: 2021-06-28}", "是").replace("number: 一", "number: 2")
    value, _ = pruned("tasks", text)
    assert value["tasks"][0]["deadlines"][0] == {
        "id": "12.1",
        "kind": "固定日期",
        "what": "公布",
        "quote": "六月底前公布",
        "due": "2021-06-30",
    }


@pytest.mark.parametrize(
    ("old", "new", "part", "stand_in"),
    [
        ("total: 30", "total: 三十几", "total", {"total": "0"}),
        ("year: 2021", "year: 今年", "year", {"year": "2000"}),
        ("year: 2021\n", "", "year", {"year": "2000"}),
    ],
)
def test_what_a_file_hangs_on_gets_a_stand_in(
    old: str, new: str, part: str, stand_in: dict[str, str]
) -> None:
    text = QUOTAS.replace(old, new)
    value, losses = pruned("quotas", text)
    assert losses == [Loss(part, None)]
    assert stand_in.items() <= value.items()
    assert value["targets"] == {"司法局": "10", "财政局": "20"}


def test_a_missing_plan_and_sections_get_stand_ins_too() -> None:
    text = "tasks:\n  - {number: 1, section: 1, title: 甲, text: 乙, lead: [司法局]}\n"
    value, losses = pruned("tasks", text)
    assert losses == [Loss("plan", None), Loss("sections", None)]
    TasksFile.model_validate(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("units", "- 司法局"),
        ("units", "司法局"),
        ("units", "groups: []"),
        ("units", "units: 司法局"),
        ("quotas", "year: 2021\ntotal: 1\ntargets: []"),
    ],
)
def test_a_file_that_lacks_its_heart_is_given_up(kind: str, text: str) -> None:
    assert pruned(kind, text)[1] is None


def test_a_key_that_is_there_under_two_names_is_kept_once() -> None:
    text = QUOTAS + "  2021年5月: {财政局: 2}\n"
    value, losses = pruned("quotas", text)
    assert value["published"] == {"2021-05": {"司法局": "1"}}
    assert losses is not None
    [loss] = losses
    assert loss.part == "published"
    assert isinstance(loss.node, MappingNode)
    assert list(loss.node.entries) == ["财政局"]


def test_items_are_taken_out_of_lists() -> None:
    text = UNITS.replace("[区司法局]", "[区司法局, [甲], '']").replace("  - kind: 镇\n", "")
    value, losses = pruned("units", text)
    assert value["units"][0]["aliases"] == ["区司法局"]
    assert losses is not None
    assert [type(loss.node) for loss in losses] == [SequenceNode, ScalarNode]
