"""The keys that were meant by those that no record knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child
from anju_cli.text.fuzzy import spelt_like
from anju_cli.text.lenient import day, month
from anju_cli.validation.schema_errors.schema_paths import (
    KIND,
    Schema,
    allowed_words,
    kinds,
    likely_key,
    schema_at,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def misspelt_keys(tree: Node, errors: list[ErrorDetails], schema: Schema) -> dict[Path, str]:
    """For the path of each key that no record knows, the key that was meant."""
    found: dict[Path, str] = {}
    taken: dict[Path, set[str]] = {}  # in each record: the keys that are there or were found
    for one in errors:
        path = tuple(one["loc"])
        if one["type"] == "union_tag_not_found":
            key = _key_of_the_kind(_record_at(tree, path), schema, path)
            if key:
                found[*path, key] = KIND
        if one["type"] != "extra_forbidden":
            continue
        record = _record_at(tree, path[:-1])
        present = taken.get(path[:-1])
        if present is None:
            present = taken[path[:-1]] = set(record.entries) if record else set()
        schema_here = schema_at(schema, path[:-1])
        written = str(path[-1])
        meant = (
            _key_of_a_date(record, written, schema_here, present)
            or _key_of_months(record, written, schema_here, present)
            or likely_key(written, schema_here, present)
        )
        if meant:
            found[path] = meant
            present.add(meant)
    return found


def is_meant(one: ErrorDetails, keys: Collection[Path]) -> bool:
    """Whether an error only says that one of ``keys`` is missing."""
    path = tuple(one["loc"])
    if one["type"] == "union_tag_not_found":
        return (*path, KIND) in keys
    return one["type"] == "missing" and path in keys


def _key_of_the_kind(record: MappingNode | None, schema: Schema, path: Path) -> str | None:
    """The one key of a record without its kind that is spelt like it, or has a kind below it:
    knd, 类型. What kind of record it is nobody knows then, nor which keys it may have."""
    known = {key for one in kinds(schema_at(schema, path), schema).values() for key in one}
    words = allowed_words(schema, (*path, KIND))
    unknown = {key: one.node for key, one in record.entries.items()} if record else {}
    like = [
        key
        for key, node in unknown.items()
        if key not in known
        and (spelt_like(key, [KIND]) or (isinstance(node, ScalarNode) and node.text in words))
    ]
    return like[0] if len(like) == 1 else None


def _key_of_a_date(
    record: MappingNode | None, written: str, schema: Schema, present: set[str]
) -> str | None:
    """The one key for a date that a record needs and lacks, where ``written`` has a date:
    date for on, 日期 for due."""
    value = child(record, written) if record else None
    text = value.text if isinstance(value, ScalarNode) else None
    lacking = [key for key in schema.get("required", ()) if key not in present]
    dates = [key for key in lacking if schema["properties"][key].get("format") == "date"]
    return dates[0] if text and day(text) and len(dates) == 1 else None


def _key_of_months(
    record: MappingNode | None, written: str, schema: Schema, present: set[str]
) -> str | None:
    """``published``, where it is lacking and ``written`` has months below it."""
    value = child(record, written) if record else None
    below = list(value.entries) if isinstance(value, MappingNode) else []
    is_free = "published" in schema.get("properties", ()) and "published" not in present
    return "published" if below and all(map(month, below)) and is_free else None


def _record_at(tree: Node, path: Path) -> MappingNode | None:
    node = tree
    for part in path:
        node = child(node, part) or node
    return node if isinstance(node, MappingNode) else None
