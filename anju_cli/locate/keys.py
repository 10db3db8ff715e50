"""The keys that were meant by those that no record knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.locate.schemas import Schema, likely_key, schema_at
from anju_cli.written import day
from anju_cli.yaml_tree import Fields, Node, Path, Scalar, child

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def misspelt_keys(tree: Node, errors: list[ErrorDetails], schema: Schema) -> dict[Path, str]:
    """For the path of each key that no record knows, the key that was meant."""
    found: dict[Path, str] = {}
    for one in errors:
        path = tuple(one["loc"])
        if one["type"] != "extra_forbidden":
            continue
        record = _record_at(tree, path[:-1])
        present = set(record.entries) if record else set()
        present |= {key for other, key in found.items() if other[:-1] == path[:-1]}
        schema_here = schema_at(schema, path[:-1])
        meant = _key_of_a_date(record, str(path[-1]), schema_here, present) or likely_key(
            str(path[-1]), schema_here, present
        )
        if meant:
            found[path] = meant
    return found


def _key_of_a_date(
    record: Fields | None, written: str, schema: Schema, present: set[str]
) -> str | None:
    """The one key for a date that a record needs and lacks, where ``written`` has a date:
    date for on, 日期 for due."""
    value = child(record, written) if record else None
    text = value.text if isinstance(value, Scalar) else None
    lacking = [key for key in schema.get("required", ()) if key not in present]
    dates = [key for key in lacking if schema["properties"][key].get("format") == "date"]
    return dates[0] if text and day(text) and len(dates) == 1 else None


def _record_at(tree: Node, path: Path) -> Fields | None:
    node = tree
    for part in path:
        node = child(node, part) or node
    return node if isinstance(node, Fields) else None
