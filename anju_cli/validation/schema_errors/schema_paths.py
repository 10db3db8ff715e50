"""What a model says of a path: description, allowed words, keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel

from anju_cli.model import schema
from anju_cli.parsing.tree import Path
from anju_cli.text.fuzzy import spelt_like

Schema: TypeAlias = Mapping[str, Any]

KIND = "kind"
"""The key that tells which of several kinds of record one is."""


@cache
def schema_of(model: type[BaseModel]) -> Schema:
    """Return the JSON Schema of a model, made once."""
    return schema.schema_of(model)


def schema_at(schema: Schema, path: Path) -> Schema:
    """Return the part of a JSON Schema that describes ``path``; empty when none does.

    pydantic's path into one of several kinds of record has the kind in it
    (``"周期"``); without it the first kind that has such a key is meant.
    """
    node = schema
    for part in path:
        node = _below(_resolved(node, schema), part, schema)
    description = {key: node[key] for key in ("description",) if key in node}
    return {**_resolved(node, schema), **description}


def _below(node: Schema, part: str | int, schema: Schema) -> Schema:
    mapping = node.get("discriminator", {}).get("mapping", {})
    if part in mapping:
        return {"$ref": mapping[part]}
    kinds = [_resolved(kind, schema) for kind in node.get("oneOf", ())]
    if kinds:
        node = next((kind for kind in kinds if part in kind["properties"]), kinds[0])
    if isinstance(part, int):
        below = node.get("items", {})
    else:
        any_key = [node.get("additionalProperties"), *node.get("patternProperties", {}).values()]
        below = node.get("properties", {}).get(part) or next(filter(None, any_key), {})
    return below if isinstance(below, Mapping) else {}


def _resolved(node: Schema, schema: Schema) -> Schema:
    """Follow references to where the definition stands."""
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node


def kinds(schema: Schema, path: Path) -> dict[str, Schema]:
    """Return, for each kind of record that may stand at ``path``, the schemas of its keys."""
    mapping = schema_at(schema, path).get("discriminator", {}).get("mapping", {})
    return {kind: _resolved({"$ref": ref}, schema)["properties"] for kind, ref in mapping.items()}


def allowed_words(schema: Schema, path: Path) -> list[str]:
    """List the few words that may stand at ``path``, in the order of the model."""
    parent = schema_at(schema, path[:-1])
    if "oneOf" in parent and path[-1] == parent["discriminator"]["propertyName"]:
        kinds = [_resolved(kind, schema) for kind in parent["oneOf"]]
        return [kind["properties"][path[-1]]["const"] for kind in kinds]
    return list(schema_at(schema, path).get("enum", ()))


def likely_key(written: str, record: Schema, present: Collection[str]) -> str | None:
    """Guess the key of a record that was meant by one it does not know.

    It is spelt much the same, or explained by that word (标题 for title), and not present.
    """
    absent = {
        key: value for key, value in record.get("properties", {}).items() if key not in present
    }
    like = spelt_like(written, absent)
    if like:
        return like[0]
    texts = {key: value.get("description", "") for key, value in absent.items()}
    explained = [key for key, text in texts.items() if text.startswith(written)] or [
        key for key, text in texts.items() if written in re.split("[。；]", text)[0]
    ]
    return explained[0] if len(explained) == 1 else None
