"""The JSON Schemas as they are published, for editors and other programs.

They say what the models say, less the noise of how that is written in Python, and
with the kinds of a record so that an editor shows the faults of the kind that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from anju_cli.model.schema import FILES, schema_of

Schema: TypeAlias = Mapping[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_LIST = "写成 [甲, 乙]，或每行一个“- 甲”；不能空着，不能重复"
_UNION = "一条时限"
_COUNTS = "每行写一个 单位: 条数，冒号用半角，后面空一格"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one of ``FILES``, with Chinese descriptions."""
    schema = schema_of(FILES[kind])
    published = _published(schema, schema.get("$defs", {}))
    return {"$schema": DRAFT, "title": f"{kind}.yaml", **published}


def _published(schema: Schema, records: Schema) -> dict[str, Any]:
    """A schema as it is published, and every schema inside it."""
    if "discriminator" in schema:
        return _by_kind(schema, records)
    made: dict[str, Any] = {}
    for word, value in schema.items():
        if word == "$defs":
            made[word] = {name: _titled(_published(one, records)) for name, one in value.items()}
        elif word in ("properties", "patternProperties"):
            made[word] = {name: _published(one, records) for name, one in value.items()}
        elif word == "items":
            made[word] = _published(value, records)
        elif word != "title" and not (word == "default" and _says_nothing(value)):
            made[word] = value
    if "enum" in made:
        made["errorMessage"] = _one_of(made["enum"])
    elif made.get("uniqueItems"):
        made["errorMessage"] = _LIST
    elif r"\S" in made.get("patternProperties", ()):
        made["errorMessage"] = _COUNTS
    return made


def _titled(record: dict[str, Any]) -> dict[str, Any]:
    """An editor heads what it says of a field with the title of the record."""
    return {"title": record["description"].rstrip("。"), **record}


def _says_nothing(default: object) -> bool:
    """Whether a default only says that nothing is there: an editor would write it down."""
    return default is None or default in ([], {})


def _one_of(words: Iterable[str]) -> str:
    return f"只能写：{'、'.join(words)}"


def _by_kind(union: Schema, records: Schema) -> dict[str, Any]:
    """A union of kinds as one record after another ``if``: what is wrong is then said of
    the kind that is written, not of every kind that it might have been."""
    key: str = union["discriminator"]["propertyName"]
    kind_of = {reference: kind for kind, reference in union["discriminator"]["mapping"].items()}
    references = {kind_of[one["$ref"]]: one["$ref"] for one in union["oneOf"]}
    kinds = {kind: records[name.rsplit("/", 1)[-1]] for kind, name in references.items()}
    return {
        "type": "object",
        "title": _UNION,
        "properties": {
            key: {
                "description": next(iter(kinds.values()))["properties"][key]["description"],
                "enum": list(kinds),
                "enumDescriptions": [record["description"] for record in kinds.values()],
                "errorMessage": _one_of(kinds),
            }
        },
        "required": [key],
        "allOf": [
            {
                "if": {"type": "object", "properties": {key: {"const": kind}}, "required": [key]},
                "then": {"$ref": reference},
            }
            for kind, reference in references.items()
        ],
    }
