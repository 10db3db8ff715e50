"""anju schema: the JSON Schema of the data files, in Chinese, for editors."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import BASE, ROOT, run

jsonschema = importlib.import_module("jsonschema")  # its types are another package
FILES = ("units", "tasks", "quotas")


def schema(file: str) -> dict[str, Any]:
    found: dict[str, Any] = run("schema", file).json
    return found


def as_written(file: str, folder: str = "data") -> Any:
    """The data as a program reads them: plain digits are numbers, days stay texts."""

    def convert(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: convert(one) for key, one in value.items()}
        if isinstance(value, list):
            return [convert(one) for one in value]
        return int(value) if re.fullmatch(r"0|[1-9]\d*", value) else value

    text = (ROOT / folder / f"{file}.yaml").read_text(encoding="utf-8")
    return convert(yaml.load(text, Loader=yaml.BaseLoader))


def faults(file: str, value: Any) -> set[tuple[str | int, ...]]:
    """The places at which the schema refuses a value."""
    checker = jsonschema.Draft202012Validator(
        schema(file), format_checker=jsonschema.FormatChecker()
    )
    return {tuple(error.absolute_path) for error in checker.iter_errors(value)}


@pytest.mark.parametrize("file", FILES)
def test_it_is_a_json_schema_of_draft_2020_12(file: str) -> None:
    found = schema(file)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"] == f"{file}.yaml"
    jsonschema.Draft202012Validator.check_schema(found)


@pytest.mark.parametrize("folder", ["data", BASE])
@pytest.mark.parametrize("file", FILES)
def test_the_data_fulfil_it(file: str, folder: str) -> None:
    assert faults(file, as_written(file, folder)) == set()


@pytest.mark.parametrize(
    ("file", "place", "value"),
    [
        ("units", ("units", 0, "kind"), "局"),
        ("units", ("units", 0, "name"), "\u3000"),
        ("units", ("units", 0, "aliases"), ["区政府办", "区政府办"]),
        ("units", ("units",), []),
        ("tasks", ("plan", "year"), "2021年"),
        ("tasks", ("plan", "issued"), "2021/5/26"),
        ("tasks", ("plan", "issued"), "2021-05-32"),
        ("tasks", ("tasks", 0, "deadlines", 0, "id"), 1.1),
        ("tasks", ("tasks", 0, "deadlines", 0, "kind"), "固定期限"),
        ("tasks", ("tasks", 0, "deadlines", 1, "done"), {"5月": {"on": "2021-06-04"}}),
        ("tasks", ("tasks", 0, "lead"), []),
        ("quotas", ("total",), -1),
        ("quotas", ("total",), 1_000_000_000),
        ("quotas", ("targets", "司法局"), "150条"),
        ("quotas", ("targets",), {"": 150}),
        ("quotas", ("published",), {"2021-13": {}}),
        ("quotas", ("published", "2021-06", "司法局"), 1.5),
    ],
)
def test_it_refuses_what_validate_refuses(
    file: str, place: tuple[str | int, ...], value: object
) -> None:
    data = as_written(file, BASE)
    parent = data
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    assert faults(file, data) == {place}


def test_it_refuses_a_misspelt_field() -> None:
    data = as_written("tasks", BASE)
    data["tasks"][0]["leads"] = data["tasks"][0].pop("lead")
    assert faults("tasks", data) == {("tasks", 0)}


def test_it_asks_a_deadline_for_what_its_kind_needs() -> None:
    data = as_written("tasks", BASE)
    deadline = data["tasks"][0]["deadlines"][0]
    deadline["kind"] = "周期"
    place = ("tasks", 0, "deadlines", 0)
    checker = jsonschema.Draft202012Validator(schema("tasks"))
    assert {(tuple(one.absolute_path), one.validator) for one in checker.iter_errors(data)} == {
        (place, "required"),  # every
        (place, "additionalProperties"),  # due
        ((*place, "done"), "additionalProperties"),  # on, not a period
    }


def properties(value: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that the schema describes, with its place."""
    if isinstance(value, dict):
        for name, one in value.get("properties", {}).items():
            yield f"{path}.{name}", one
        for name, one in value.items():
            if name != "if":  # a condition describes nothing
                yield from properties(one, f"{path}.{name}")
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from properties(one, f"{path}[{index}]")


@pytest.mark.parametrize(("file", "least"), [("units", 13), ("tasks", 40), ("quotas", 5)])
def test_every_property_is_described_in_chinese(file: str, least: int) -> None:
    found = dict(properties(schema(file)))
    assert len(found) >= least
    for path, one in found.items():
        assert re.search("[\u4e00-\u9fff]", one.get("description", "")), path


def schemas_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema that says what type of value it takes."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), str | list):
            yield value
        for one in value.values():
            yield from schemas_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from schemas_in(one)


@pytest.mark.parametrize("file", FILES)
def test_what_an_editor_shows_is_chinese(file: str) -> None:
    whole = schema(file)
    assert whole.pop("title") == f"{file}.yaml"
    for one in schemas_in(whole):
        if one["type"] not in ("object", "array"):
            assert "errorMessage" in one or "const" in one
        for word in ("title", "description", "errorMessage"):
            assert re.search("[\u4e00-\u9fff]", one.get(word, "无")), one


@pytest.mark.parametrize(
    ("file", "defaults"),
    [("units", []), ("tasks", [7, 0, "期末"]), ("quotas", [10, 30, "按月"])],
)
def test_a_default_is_told_where_it_says_something(file: str, defaults: list[object]) -> None:
    assert [one["default"] for one in schemas_in(schema(file)) if "default" in one] == defaults


def test_a_deadline_of_each_kind_is_offered_whole() -> None:
    """So tried with yaml-language-server: the cursor goes from $1 to $2, of |…| one is chosen."""
    whole = schema("tasks")
    items = whole["$defs"]["Task"]["properties"]["deadlines"]["items"]
    begin = {"id": '"$1"', "what": "$2", "quote": "$3"}
    assert {one["label"]: one["body"] for one in items["defaultSnippets"]} == {
        "一条时限：固定日期": {**begin, "kind": "固定日期", "due": "$5"},
        "一条时限：周期": {**begin, "kind": "周期", "every": "${5|每月,每季度,每半年,每年|}"},
        "一条时限：事后限时": {**begin, "kind": "事后限时", "event": "$5", "within_workdays": "$6"},
        "一条时限：持续推进": {**begin, "kind": "持续推进"},
    }


def test_a_file_is_meant_by_its_name_with_or_without_the_suffix() -> None:
    assert run("schema", "tasks.yaml") == run("schema", "tasks")


def test_without_a_name_all_three() -> None:
    assert run("schema").json == {file: schema(file) for file in FILES}


def test_an_unknown_name_is_refused() -> None:
    assert run("schema", "任务") == run("schema", "Tasks.yaml") == run("schema", "tasks")
    assert run("schema", "task").refusal == (
        "参数 文件：“task”不在可选之列。可以写：units（单位）、tasks（任务）、quotas（目标任务）"
    )


def test_it_needs_no_data() -> None:
    assert run("schema", "units", variables={"ANJU_DATA": "nowhere"}).code == 0


def test_into_a_file_in_utf_8_however_the_shell_would_write_it(tmp_path: Path) -> None:
    made = run("schema", "tasks", "-o", str(tmp_path / "tasks.schema.json"))
    assert (made.code, made.out) == (0, "")
    assert made.err == f"已写入 {tmp_path / 'tasks.schema.json'}\n"
    written = (tmp_path / "tasks.schema.json").read_text(encoding="utf-8")
    assert written == run("schema", "tasks").out


def test_into_a_folder_each_in_a_file_of_its_own(tmp_path: Path) -> None:
    """It is made, where the one it stands in is there: a name that is misspelt makes no tree."""
    (tmp_path / "data").mkdir()
    made = run("schema", "-o", "data/schemas", cwd=tmp_path)
    assert (made.code, made.out) == (0, "")
    assert made.err.splitlines() == [
        *(f"已写入 data/schemas/{file}.json" for file in FILES),
        "数据文件的第一行要写它在哪里，编辑器才会提示。它在计划的文件夹里，tasks.yaml 就写："
        "# yaml-language-server: $schema=schemas/tasks.json",
    ]
    for file in FILES:
        written = (tmp_path / "data" / "schemas" / f"{file}.json").read_text(encoding="utf-8")
        assert written == run("schema", file).out
    assert run("schema", "-o", "date/schemas", cwd=tmp_path).refusal == (
        f"选项 --output：无法新建文件夹 date/schemas：文件夹 {tmp_path / 'date'} 不存在。"
        "请先建好这个文件夹，或者换一个位置。"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_those_of_an_older_program_are_replaced_when_that_is_wanted(tmp_path: Path) -> None:
    assert run("schema", "-o", "schemas", cwd=tmp_path).code == 0
    old = tmp_path / "schemas" / "tasks.json"
    old.write_text("{}", encoding="utf-8")
    assert run("schema", "-o", "schemas", cwd=tmp_path).refusal == (
        "选项 --output：schemas/tasks.json 已经有了，一个文件也没有写。"
        "要覆盖请加 --force，或换个名字。"
    )
    assert run("schema", "-o", "schemas", "--force", cwd=tmp_path).code == 0
    assert old.read_text(encoding="utf-8") == run("schema", "tasks").out
