"""The JSON Schemas as they are published, for editors and other programs.

They say what the models say, less what only Python needs, and with the kinds of a record
so that an editor shows the errors of the kind that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from anju_cli.model.schema import FILES, schema_of

Schema: TypeAlias = Mapping[str, Any]

FOLDER = "schemas"
"""Inside the folder of a plan: it is copied with the plan, and lies right wherever that is."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_LIST = "写成 [甲, 乙]，或每行一个“- 甲”；不能空着，不能重复"
_UNION = "一条时限"
_COUNTS = "每行写一个 单位: 条数，冒号用半角，后面空一格"


def editor_line(kind: str) -> str:
    """Return the first line of a data file, which leads an editor to its schema.
    The path counts from the file (yaml-language-server)."""
    return f"# yaml-language-server: $schema={FOLDER}/{kind}.json"


def json_schema(kind: str) -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of one of ``FILES``, in Chinese."""
    schema = schema_of(FILES[kind])
    published = _published(schema, schema.get("$defs", {}))
    return {"$schema": DRAFT, "title": f"{kind}.yaml", **published}


def _published(schema: Schema, records: Schema) -> dict[str, Any]:
    """Publish a schema, and every schema inside it."""
    if "discriminator" in schema:
        return _by_kind(schema, records)
    published: dict[str, Any] = {}
    for word, value in schema.items():
        if word == "$defs":
            # An editor heads with the title what it says of a field.
            published[word] = {
                name: {"title": part["description"].rstrip("。"), **_published(part, records)}
                for name, part in value.items()
            }
        elif word in ("properties", "patternProperties"):
            published[word] = {name: _published(part, records) for name, part in value.items()}
        elif word == "items":
            published[word] = _published(value, records)
        elif word != "title" and not (word == "default" and value in (None, [], {})):
            published[word] = value  # a default of nothing is one that editors would write down
    if "enum" in published:
        published["errorMessage"] = _one_of(published["enum"])
    elif published.get("uniqueItems"):
        published["errorMessage"] = _LIST
    elif r"\S" in published.get("patternProperties", ()):
        published["errorMessage"] = _COUNTS
    return published


def _one_of(words: Iterable[str]) -> str:
    return f"只能写：{'、'.join(words)}"


def _by_kind(union: Schema, records: Schema) -> dict[str, Any]:
    """Write a union of kinds as one ``if`` after another.
    An editor then shows what is wrong for the kind that is written, not for every kind."""
    key: str = union["discriminator"]["propertyName"]
    kind_of = {reference: kind for kind, reference in union["discriminator"]["mapping"].items()}
    references = {kind_of[kind["$ref"]]: kind["$ref"] for kind in union["oneOf"]}
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
        "defaultSnippets": [
            {
                "label": f"{_UNION}：{kind}",
                "description": record["description"],
                "body": _to_fill_in(record),
            }
            for kind, record in kinds.items()
        ],
        "allOf": [
            {
                "if": {"type": "object", "properties": {key: {"const": kind}}, "required": [key]},
                "then": {"$ref": reference},
            }
            for kind, reference in references.items()
        ],
    }


def _to_fill_in(record: Schema) -> dict[str, str]:
    """Write what a record must have as a snippet: the cursor goes from ``$1`` to ``$2``.
    What has a few words is chosen; a number of two parts stays text only in quotes."""
    snippet: dict[str, str] = {}
    for place, name in enumerate(record["required"], start=1):
        field = record["properties"][name]
        if "const" in field:
            snippet[name] = field["const"]
        elif "enum" in field:
            snippet[name] = f"${{{place}|{','.join(field['enum'])}|}}"
        else:
            snippet[name] = f'"${place}"' if name == "id" else f"${place}"
    return snippet
