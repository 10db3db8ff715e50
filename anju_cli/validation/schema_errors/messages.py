"""Words for what pydantic finds."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ValidationError

from anju_cli.parsing.tree import Node, Path, text_at
from anju_cli.text.fuzzy import nearest
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.lenient import day, means_none, quoted
from anju_cli.text.time_words import time_words
from anju_cli.validation.record_names import COLLECTIONS
from anju_cli.validation.schema_errors.misspelt_keys import misspelt_keys, other_errors, record_at
from anju_cli.validation.schema_errors.root_causes import independent_errors, root_causes
from anju_cli.validation.schema_errors.schema_paths import (
    KIND,
    Schema,
    allowed_words,
    schema_at,
    schema_of,
)
from anju_cli.validation.violation import Violation

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_LONGEST_LIST = 300  # characters, of what a hint says to write

_ROWS = {
    "published": "没有报就删去这一行，不要写 0",
    "targets": "没有目标任务就删去这一行，不要写 0",
}
"""What to do with the row of a unit that has no number."""


def schema_violations(
    file: str, tree: Node, error: ValidationError, model: type[BaseModel]
) -> list[Violation]:
    """Say in words what pydantic finds in a tree; ``file`` is its kind.

    A misspelt key that is required is one violation, not two; and so is what has one cause.
    """
    schema = schema_of(model)
    causes = root_causes(file, tree, model)
    covered = {start for cause in causes for start in cause.covers}
    errors = [
        each
        for each in independent_errors(error)
        if not any(each["loc"][:end] in covered for end in range(len(each["loc"]) + 1))
    ]
    meant = misspelt_keys(tree, errors, schema)
    violations = [cause.violation for cause in causes]
    missing: dict[Path, list[str]] = defaultdict(list)
    unknown: dict[Path, list[Path]] = defaultdict(list)
    for each in other_errors(errors, meant):
        path = tuple(each["loc"])
        if each["type"] == "missing":
            missing[path[:-1]].append(str(path[-1]))
        elif each["type"] == "extra_forbidden":
            unknown[path[:-1]].append(path)
        else:
            violation = _violation(file, each, schema)
            violations.append(_by_the_quote(violation, each, tree))
    for path, key in meant.items():
        message, hint = f"不认识的项名{quoted(str(path[-1]))}", f"改为：{key}"
        violations.append(Violation(file, path, "A202", message, hint, on_key=True))
    for path, keys in missing.items():
        violations.append(Violation(file, path, "A201", *_missing(path, keys, schema)))
    for path, paths in unknown.items():
        message, hint = _unknown(path, paths, schema)
        violations.append(Violation(file, paths[0], "A202", message, hint, on_key=True))
    return violations


class _Words(NamedTuple):
    """What to say of an error; with ``subject``, its key comes before the message."""

    code: str
    message: str
    hint: str
    subject: bool = True


def _violation(file: str, error: ErrorDetails, schema: Schema) -> Violation:
    path = tuple(error["loc"])
    on_key = path[-1:] == ("[key]",)
    if on_key:
        path = path[:-1]
    if error["type"].startswith("union_tag"):
        path = (*path, KIND)
    code, message, hint, has_subject = _words(error, path, schema)
    if has_subject and not on_key:
        message = _with_subject(path, message)
    written = error.get("ctx", {}).get("written")
    return Violation(file, path, code, message, hint, on_key, written=written)


def _by_the_quote(violation: Violation, error: ErrorDetails, tree: Node) -> Violation:
    """Be certain of a day that may lack a figure where the quote says the same.

    Where the quote says a day that would lack one so, offer that first.
    """
    likely, path = error.get("ctx", {}).get("likely"), violation.path
    if not likely or path[-1] != "due":
        return violation
    meant = date.fromisoformat(likely)
    for word in time_words(text_at(record_at(tree, path[:-1]), "quote"), meant.year):
        month, of_month = word.first.month, word.first.day
        if word.first == word.last == meant:
            return violation._replace(hint=f"改为：{likely}", written=likely)
        is_longer = str(meant.month) in str(month) and str(meant.day) in str(of_month)
        if is_longer and word.first == word.last:
            hint = (
                f"照 quote 的{quoted(word.words)}，改为：{word.first}；确是另一天的，月和日都写两位"
            )
            violation = violation._replace(hint=hint)
    return violation


def _unknown(path: Path, paths: list[Path], schema: Schema) -> tuple[str, str]:
    """What to say of keys that the record at ``path`` does not know and none is like."""
    message = f"不认识的项名{quoted(str(paths[0][-1]))}"
    hint = f"这里可以写：{'、'.join(schema_at(schema, path).get('properties', ()))}"
    if len(paths) == 1:
        return message, hint
    return f"{message}等 {len(paths)} 个", f"上面可能漏了一行项名；{hint}"


def _missing(path: Path, keys: list[str], schema: Schema) -> tuple[str, str]:
    """What to say of the keys that a record at ``path`` lacks, and how to write them."""
    inside = "done " if "done" in path[-2:] else ""
    message = f"{inside}缺少必填的 {'、'.join(keys)}"
    if len(keys) > 1:
        return message, f"补上 {len(keys)} 行：{'，'.join(f'{key}: …' for key in keys)}"
    where = (*path, keys[0])
    allowed = allowed_words(schema, where)
    what = f"从这些里选：{'、'.join(allowed)}" if allowed else f"写{_meaning(schema, where)}"
    return message, f"补上一行 {keys[0]}: …，{what}"


def _with_subject(path: Path, message: str) -> str:
    """The key in front of what is said of its value."""
    subject = _subject(path)
    if not subject:
        return message
    if message[0] in "“「":
        return f"{subject}：{message}"
    if message.startswith("日期"):
        return f"{subject} 的{message}"
    return f"{subject} {message}" if subject[-1].isascii() else f"{subject}{message}"


def _subject(path: Path) -> str:
    """The key a value stands under; empty where the record's own name says it all."""
    if not path:
        return "文件"
    last = path[-1]
    if isinstance(last, int):
        return "" if path[-2] in COLLECTIONS else f"{path[-2]} 的第 {last + 1} 项"
    outer = path[-2] if len(path) > 1 else ""
    is_own_name = outer in ("targets", "published") or "published" in path[:-1]
    is_period = outer == "done" and "周期" in path
    return "" if is_own_name or is_period else last


def _words(error: ErrorDetails, path: Path, schema: Schema) -> _Words:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    key = str(path[-1]) if path else ""
    if kind == "union_tag_not_found":
        return _Words("A201", *_missing(path[:-1], [key], schema), subject=False)
    if kind == "union_tag_invalid":
        value = value[key]
    if value == "" or kind in ("too_short", "A208"):
        return _Words("A208", "不能空着", context.get("hint") or _blank_hint(path, schema))
    if kind == "A205" and path[0] in _ROWS and means_none(value):
        return _Words("A205", f"{quoted(value)}不是整数", _ROWS[str(path[0])])
    if kind.startswith("A"):
        return _Words(kind, context["message"], context.get("hint", ""))
    if kind in ("literal_error", "union_tag_invalid") and isinstance(value, str):
        allowed = allowed_words(schema, path)
        like = nearest(value, allowed)
        hint = f"改为：{like[0]}" if like else f"可以写：{'、'.join(allowed)}"
        return _Words("A207", f"{quoted(value)}不是这里能写的", hint)
    shape, hint = _shape_wanted(kind, path, schema, value)
    return _Words("A206", f"应是{shape}，现在是{_shape(value)}", hint)


def _meaning(schema: Schema, path: Path) -> str:
    meaning: str = schema_at(schema, path).get("description", "")
    return meaning


def _blank_hint(path: Path, schema: Schema) -> str:
    if path[0] == "published" and len(path) == 3:
        return "报了零条就写 0；没有报就删去这一行"
    if path[0] == "targets":
        return "请填上条数，只写半角数字，例如 250"
    record = schema_at(schema, path[:-1])
    is_required = "oneOf" in record or path[-1] in record.get("required", ())
    if isinstance(path[-1], int) or not is_required:
        return "请补上内容，或删去这一行"
    return f"请写{_meaning(schema, path)}"


_RECORD = "若干“项名: 内容”"


def _shape_wanted(kind: str, path: Path, schema: Schema, value: object) -> tuple[str, str]:
    """The shape pydantic wants, in words, and how to write it."""
    match kind:
        case "tuple_type":
            items = _items(value, str(path[-1])) if isinstance(value, str) else ""
            hint = f"改为：[{items}]" if _can_be_said(items) else "写成 [甲, 乙]，或每行一个“- 甲”"
            return "列表", hint
        case "int_type":
            return "一个整数", "只写半角数字，例如 250"
        case "date_type":
            return "一个日期", "日期写成 年-月-日，例如 2021-06-30"
        case "dict_type":
            return "若干“名称: 内容”", _meaning(schema, path) or "每行写一个 单位: 条数"
        case "string_type" | "literal_error" | "union_tag_invalid":
            lone = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
            if value == {lone: ""} and _can_be_said(lone):
                return "一段文字", f"删去末尾的冒号，改为：{lone}"
            return "一段文字", "直接写文字；文字里有冒号、井号等符号时加引号"
        case _:  # a record: model_type, model_attributes_type
            if not isinstance(value, str) or schema_at(schema, path).get("title") != "Done":
                return _RECORD, "每行写一个“项名: 内容”，冒号用半角，后面空一格"
            if numbers := day(value):
                year, month, of_month = numbers
                return _RECORD, f"改为：{{on: {year}-{month:02}-{of_month:02}}}"
            return _RECORD, "写成 {on: 办结日期}，例如 {on: 2021-08-30}"


def _can_be_said(text: str) -> bool:
    """Whether a hint can repeat a text: on one line, and not for ever."""
    return 0 < len(text) <= _LONGEST_LIST and with_invisible_named(text) == text


def _items(text: str, key: str) -> str:
    """A text as the items of a list.

    Names of groups may have an enumeration comma in them (各镇、街道), those of units have none.
    """
    signs = "，,；;﹐﹔" if key in ("support", "aliases") else "，,；;、﹐､﹑﹔"
    # Each run of blanks is tried once: from its beginning.
    parts = re.split(rf"(?:(?<!\s)\s+)?[{signs}]\s*|(?<!\s)\s+-\s*", text.strip("[]［］【】 "))
    bare = (part.lstrip("-－— [［【").rstrip("]］】") for part in parts)
    return ", ".join(part for part in bare if part)


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return _RECORD
    return "列表" if isinstance(value, list) else "一段文字"
