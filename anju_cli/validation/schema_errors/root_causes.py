"""One cause of many errors of pydantic: said once, in place of them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from anju_cli.model.schema import FILES, Done
from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.lenient import day, month, quoted
from anju_cli.validation.schema_errors.schema_paths import KIND, Schema, kinds, schema_at, schema_of


class Cause(NamedTuple):
    """What is wrong at a path, and the paths whose errors only follow from it: those
    that begin like one of ``covers``."""

    path: Path
    code: str
    message: str
    hint: str
    covers: tuple[Path, ...]
    on_key: bool = False


def causes(tree: Node, model: type[BaseModel]) -> list[Cause]:
    """Every cause of that kind in a file."""
    other = _another_file(tree, model)
    if other:
        return [other]
    return [
        *_counts_without_month(tree),
        *_months_among_the_targets(tree),
        *_kinds_of_others(tree, schema_of(model)),
        *_done_without_period(tree),
    ]


def _another_file(tree: Node, model: type[BaseModel]) -> Cause | None:
    """A file saved under the name of another: all its keys are that one's."""
    if not isinstance(tree, MappingNode):
        return None
    keys = list(tree.entries)
    own = next((kind for kind, one in FILES.items() if one is model), "")
    for kind, one in FILES.items():
        if own not in ("", kind) and len(keys) > 1 and set(keys) <= one.model_fields.keys():
            message = f"这像是 {kind}.yaml 的内容，这里应是 {own}.yaml"
            hint = f"像是保存时选错了文件名；请找回原来的 {own}.yaml"
            return Cause((keys[0],), "A206", message, hint, ((),), on_key=True)
    return None


def _counts_without_month(tree: Node) -> Iterator[Cause]:
    """Units right under ``published``: the line of the month is lost, or they are not
    indented below it."""
    published = child(tree, "published")
    if not isinstance(published, MappingNode):
        return
    keys = list(published.entries)
    are_units = {
        key: isinstance(entry.node, ScalarNode) and not any(char.isdigit() for char in key)
        for key, entry in published.entries.items()
    }
    units = [key for key in keys if are_units[key]]
    if not units:
        return
    covers: list[Path] = [("published", key) for key in units]
    year = child(tree, "year")
    said = year.text if isinstance(year, ScalarNode) and year.text else ""
    of = said if re.fullmatch(r"\d{4}", said, re.ASCII) else "2021"
    message = "条数的上面缺少月份一行"
    hint = f"在上面加一行月份，例如 {of}-06:，各单位的行再往里缩进两个空格"
    above = keys[keys.index(units[0]) - 1] if keys.index(units[0]) else None
    if above and _is_blank(published.entries[above].node):
        covers.append(("published", above))
        message = f"单位的行没有缩进到月份 {with_invisible_named(above)} 下面"
        hint = "各单位的行再往里缩进两个空格"
    yield Cause(("published", units[0]), "A204", message, hint, tuple(covers), on_key=True)


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.text is None


def _months_among_the_targets(tree: Node) -> Iterator[Cause]:
    """Months right under ``targets``: the line of ``published`` is lost, or has another word
    and no key of the top is seen in it."""
    targets = child(tree, "targets")
    if not isinstance(targets, MappingNode):
        return
    keys = list(targets.entries)
    months = [key for key in keys if month(key) and isinstance(child(targets, key), MappingNode)]
    if not months:
        return
    covers: list[Path] = [("targets", key) for key in months]
    message = "这里是各月的条数，应在 published 下面"
    hint = "在上面加一行 published:，顶格写"
    above = keys[keys.index(months[0]) - 1] if keys.index(months[0]) else None
    if above and _is_blank(targets.entries[above].node):
        covers.append(("targets", above))
        hint = f"上面的{quoted(above)}改为：published，顶格写"
    yield Cause(("targets", months[0]), "A206", message, hint, tuple(covers), on_key=True)


def _kinds_of_others(tree: Node, schema: Schema) -> Iterator[Cause]:
    """A kind none of whose own keys is there, while those of one other kind are."""
    for path, deadline in _deadlines(tree):
        kind = child(deadline, KIND)
        by_kind = kinds(schema_at(schema, path), schema)
        if not isinstance(kind, ScalarNode) or kind.text not in by_kind:
            continue
        own = _own_keys(by_kind)
        present = {one: [key for key in keys if child(deadline, key)] for one, keys in own.items()}
        others = [one for one, keys in present.items() if keys and one != kind.text]
        if present[kind.text] or len(others) != 1:
            continue
        foreign = present[others[0]]
        required = schema_at(schema, (*path, kind.text))["required"]
        lacking = [key for key in own[kind.text] if key in required]
        message = f"kind 写的是{kind.text}，下面却是{others[0]}的项（{'、'.join(foreign)}）"
        hint = f"改为：{others[0]}；如果 kind 没有写错，删去 {'、'.join(foreign)}"
        if lacking:
            hint += f"，写上 {'、'.join(lacking)}"
        covers = [(*path, kind.text, key) for key in (*foreign, *own[kind.text], "done")]
        yield Cause((*path, KIND), "A207", message, hint, tuple(covers))


def _own_keys(by_kind: Mapping[str, Schema]) -> dict[str, list[str]]:
    """For each kind the keys that no other has."""
    times = Counter(key for keys in by_kind.values() for key in keys)
    return {kind: [key for key in keys if times[key] == 1] for kind, keys in by_kind.items()}


def _done_without_period(tree: Node) -> Iterator[Cause]:
    """The record of one done mark, where one for each period should stand."""
    for path, deadline in _deadlines(tree):
        kind, every = child(deadline, KIND), child(deadline, "every")
        done = child(deadline, "done")
        if not isinstance(done, MappingNode) or not isinstance(every, ScalarNode):
            continue
        if isinstance(kind, ScalarNode) and kind.text != "周期":
            continue  # then that is what is wrong
        if not done.entries or not done.entries.keys() <= Done.model_fields.keys():
            continue
        on = child(done, "on")
        numbers = day(on.text) if isinstance(on, ScalarNode) and on.text else None
        year, of_year, of_month = numbers or (2021, 6, 30)
        label = {
            "每月": f"{year}-{of_year:02}",
            "每季度": f"{year}-Q{(of_year + 2) // 3}",
            "每半年": f"{year}-H{(of_year + 5) // 6}",
        }.get(every.text or "", f"{year}")
        example = f"{{{label}: {{on: {year}-{of_year:02}-{of_month:02}}}}}"
        message = "done 里没有写是哪一期"
        hint = f"周期的时限，每期写一条，例如 {example}"
        where = (*path, "done")
        covers = ((*path, "周期", "done"),)
        yield Cause((*where, next(iter(done.entries))), "A210", message, hint, covers, on_key=True)


def _deadlines(tree: Node) -> Iterator[tuple[Path, Node]]:
    tasks = child(tree, "tasks")
    for index, task in enumerate(getattr(tasks, "nodes", ())):
        deadlines = child(task, "deadlines")
        for at, deadline in enumerate(getattr(deadlines, "nodes", ())):
            yield ("tasks", index, "deadlines", at), deadline
