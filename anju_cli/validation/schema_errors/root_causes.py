"""One cause of many errors of pydantic: said once, in place of them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ValidationError

from anju_cli.model.schema import FILES, Done
from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child, text_at
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.lenient import day, month, quoted
from anju_cli.validation.schema_errors.schema_paths import KIND, Schema, kinds, schema_at, schema_of
from anju_cli.validation.violation import Violation

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def independent_errors(error: ValidationError) -> list[ErrorDetails]:
    """List the errors, less lists called too short only because of errors inside them.

    pydantic does not count items that are wrong.
    """
    errors = error.errors(include_url=False)
    around = {each["loc"][:end] for each in errors for end in range(len(each["loc"]))}
    return [each for each in errors if each["type"] != "too_short" or each["loc"] not in around]


class Cause(NamedTuple):
    """What is wrong; errors at ``covers``, or below them, only follow from it."""

    violation: Violation
    covers: Sequence[Path]


def root_causes(file: str, tree: Node, model: type[BaseModel]) -> list[Cause]:
    """Find every such cause in a file of the kind ``file``."""
    if other := _another_file(file, tree):
        return [other]
    return [
        *_counts_without_month(tree),
        *_months_among_the_targets(tree),
        *_kinds_of_others(tree, schema_of(model)),
        *_done_without_period(tree),
    ]


def _another_file(file: str, tree: Node) -> Cause | None:
    """A file saved under the name of another: all its keys are that one's."""
    keys = list(tree.entries) if isinstance(tree, MappingNode) else []
    if file not in FILES or len(keys) < 2:
        return None
    for kind, model in FILES.items():
        if kind != file and set(keys) <= model.model_fields.keys():
            message = f"这像是 {kind}.yaml 的内容，这里应是 {file}.yaml"
            hint = f"像是保存时选错了文件名；请找回原来的 {file}.yaml"
            return Cause(Violation(file, (keys[0],), "A206", message, hint, on_key=True), [()])
    return None


def _counts_without_month(tree: Node) -> Iterator[Cause]:
    """Units right under ``published``: no line of the month, or not indented below it."""
    rows, above = _out_of_place(
        tree,
        "published",
        lambda key, node: isinstance(node, ScalarNode) and not any(map(str.isdigit, key)),
    )
    if not rows:
        return
    if above:
        message = f"单位的行没有缩进到月份 {with_invisible_named(above)} 下面"
        hint = "各单位的行再往里缩进两个空格"
    else:
        year = text_at(tree, "year")
        of = year if re.fullmatch(r"\d{4}", year, re.ASCII) else "2021"
        message = "条数的上面缺少月份一行"
        hint = f"在上面加一行月份，例如 {of}-06:，各单位的行再往里缩进两个空格"
    yield Cause(Violation("quotas", rows[0], "A204", message, hint, on_key=True), rows)


def _months_among_the_targets(tree: Node) -> Iterator[Cause]:
    """Months right under ``targets``: ``published`` is lost, or another word."""
    rows, above = _out_of_place(
        tree,
        "targets",
        lambda key, node: isinstance(node, MappingNode) and month(key) is not None,
    )
    if not rows:
        return
    message, hint = "这里是各月的条数，应在 published 下面", "在上面加一行 published:，顶格写"
    if above:
        hint = f"上面的{quoted(above)}改为：published，顶格写"
    yield Cause(Violation("quotas", rows[0], "A206", message, hint, on_key=True), rows)


def _out_of_place(
    tree: Node, name: str, is_row: Callable[[str, Node], bool]
) -> tuple[list[Path], str | None]:
    """The rows that do not belong in a table, and the key right above if it has no value.

    Of the paths that key's is one, the last.
    """
    table = child(tree, name)
    entries = table.entries if isinstance(table, MappingNode) else {}
    rows = [key for key, entry in entries.items() if is_row(key, entry.node)]
    keys = [None, *entries]
    above = keys[keys.index(rows[0]) - 1] if rows else None
    node = entries[above].node if above else None
    if not isinstance(node, ScalarNode) or node.text is not None:
        above = None
    return [(name, key) for key in (*rows, above) if key], above


def _kinds_of_others(tree: Node, schema: Schema) -> Iterator[Cause]:
    """A kind none of whose own keys is there, while those of one other kind are."""
    for path, deadline in _deadlines(tree):
        kind = text_at(deadline, KIND)
        by_kind = kinds(schema, path)
        if kind not in by_kind:
            continue
        own = _own_keys(by_kind)
        present = {
            each: [key for key in keys if child(deadline, key)] for each, keys in own.items()
        }
        others = [each for each, keys in present.items() if keys and each != kind]
        if present[kind] or len(others) != 1:
            continue
        foreign = present[others[0]]
        required = schema_at(schema, (*path, kind))["required"]
        lacking = [key for key in own[kind] if key in required]
        message = f"kind 写的是{kind}，下面却是{others[0]}的项（{'、'.join(foreign)}）"
        hint = f"改为：{others[0]}；如果 kind 没有写错，删去 {'、'.join(foreign)}"
        if lacking:
            hint += f"，写上 {'、'.join(lacking)}"
        covers: list[Path] = [(*path, kind, key) for key in (*foreign, *own[kind], "done")]
        yield Cause(Violation("tasks", (*path, KIND), "A207", message, hint), covers)


def _own_keys(by_kind: Mapping[str, Schema]) -> dict[str, list[str]]:
    """For each kind the keys that no other has."""
    times = Counter(key for keys in by_kind.values() for key in keys)
    return {kind: [key for key in keys if times[key] == 1] for kind, keys in by_kind.items()}


def _done_without_period(tree: Node) -> Iterator[Cause]:
    """The record of one done mark, where one for each period should stand."""
    for path, deadline in _deadlines(tree):
        kind, every, done = (child(deadline, key) for key in (KIND, "every", "done"))
        if not isinstance(done, MappingNode) or not isinstance(every, ScalarNode):
            continue
        if isinstance(kind, ScalarNode) and kind.text != "周期":
            continue  # then that is what is wrong
        if not done.entries or not done.entries.keys() <= Done.model_fields.keys():
            continue
        on = text_at(done, "on")
        year, of_year, of_month = (day(on) if on else None) or (2021, 6, 30)
        label = {
            "每月": f"{year}-{of_year:02}",
            "每季度": f"{year}-Q{(of_year + 2) // 3}",
            "每半年": f"{year}-H{(of_year + 5) // 6}",
        }.get(every.text or "", f"{year}")
        example = f"{{{label}: {{on: {year}-{of_year:02}-{of_month:02}}}}}"
        message = "done 里没有写是哪一期"
        hint = f"周期的时限，每期写一条，例如 {example}"
        key = (*path, "done", next(iter(done.entries)))
        violation = Violation("tasks", key, "A210", message, hint, on_key=True)
        yield Cause(violation, [(*path, "周期", "done")])


def _deadlines(tree: Node) -> Iterator[tuple[Path, Node]]:
    tasks = child(tree, "tasks")
    for index, task in enumerate(getattr(tasks, "nodes", ())):
        deadlines = child(task, "deadlines")
        for at, deadline in enumerate(getattr(deadlines, "nodes", ())):
            yield ("tasks", index, "deadlines", at), deadline
