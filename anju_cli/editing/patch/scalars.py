"""Values as they are written in YAML."""

from __future__ import annotations

import json
import re

from anju_cli.editing.patch.operations import Value, Words
from anju_cli.editing.patch.positions import LINE_END, Positions
from anju_cli.parsing import compose, repair
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import construct

_NUMBER_OR_DAY = re.compile(r"0|[1-9][0-9]{0,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def flow_text(value: Value) -> str:
    """Write a value in one line: {a: 1, b: [2]}."""
    if isinstance(value, str):
        return scalar_text(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(map(flow_text, value))}]"
    pairs = (f"{key_text(key, flow=True)}: {flow_text(inner)}" for key, inner in value.items())
    return f"{{{', '.join(pairs)}}}"


def scalar_text(text: str, *, flow: bool) -> str:
    """Write a text: plain where that reads as just this text, else in double quotes.
    YAML, anju and editors must all read it so."""
    looks_otherwise = _NUMBER_OR_DAY.fullmatch(text) is not None
    if looks_otherwise and not isinstance(text, Words):
        return text
    return str(text) if not looks_otherwise and _is_plain(text, flow=flow) else _quoted(text)


def key_text(key: str | int, *, flow: bool = False) -> str:
    """Write a key; here ``on`` is no truth value and 2021 no number."""
    text = str(key)
    shown = f"{{{text}: x}}" if flow else f"{text}: x"
    return text if _reads(shown, {text: "x"}) else _quoted(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    shown = f"x: {{x: {text}, z: z}}" if flow else f"x: {text}"
    if not text or not _reads(shown, {"x": {"x": text, "z": "z"} if flow else text}):
        return False
    value = Positions(f"x: {text}").root.value[0][1]
    return bool(value.tag == "tag:yaml.org,2002:str")


def _reads(line: str, meant: object) -> bool:
    """Whether anju reads just that from a line, and has nothing to repair in it."""
    if LINE_END.search(line):
        return False
    repaired, repairs = repair(Source("", (line,)))
    if repaired is None or repairs:
        return False
    tree, diagnostics = compose(repaired)
    return tree is not None and not diagnostics and construct(tree) == meant


def _quoted(text: str) -> str:
    """Write a text in double quotes, what cannot be seen by its number.
    JSON's escapes are YAML's."""
    shown = json.dumps(str(text), ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(ord(char)) for char in shown)


def _escape(number: int) -> str:
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
