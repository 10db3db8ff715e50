"""Keys between brackets: where one ends, and the repair of the colon behind it."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import key_kind
from anju_cli.parsing.lexer import colons, tokens
from anju_cli.parsing.lexer.characters import BLANKS, COLON_LOOKALIKES, COUNT, DATE, SIMPLE
from anju_cli.parsing.lines import Line, Repair, change_to
from anju_cli.parsing.parser.flow_scalars import (
    FIELD,
    HALF_COLON,
    NEXT_FIELD,
    PlainEnd,
    PlainStart,
    Stop,
    next_entry,
    text_end,
)

_FOREIGN_COLONS = f";；={COLON_LOOKALIKES}.。、"
_NO_COLON = re.compile(
    rf"(?P<key>[^\s:：#'\"\[\]{{}}，,{_FOREIGN_COLONS}]+)"
    rf"(?P<gap>[{BLANKS}]*[{_FOREIGN_COLONS}][{BLANKS}]*|[{BLANKS}]+)(?:{COUNT}条?|{DATE}[-0-9]*)"
    rf"|(?P<field>{FIELD})(?P<after>[{BLANKS}]+).+"
)
_NAMED_COUNT = re.compile(
    rf"\s*(?!{COUNT}条?\s*[、；;.。]){SIMPLE}[ \t]*[:：][ \t]*{COUNT}条?\s*"
    rf"(?:[,，、；;﹐､﹑﹔\]}}］｝]|$)"
)
_COUNT_ALONE = re.compile(rf"{COUNT}条?\s*(?:[,，、；;﹐､﹑﹔}}］｝]|$)")
_COUNTED = re.compile(rf"[{BLANKS}]*[\d\[{{［｛]")
_SIMPLE = re.compile(SIMPLE)


def end_of_key(start: PlainStart, stop: Stop) -> PlainEnd | None:
    """Tell whether a key ends at a stop, and repair its colon."""
    line = start.line
    key = line[start.start : stop.at].strip(BLANKS)
    match stop.kind:
        case "open" if _SIMPLE.fullmatch(key):
            edit = TextEdit(tokens.trim_blanks(line, stop.at), stop.at, ": ")
            fixed = f"{key}: {line[stop.at : text_end(line, stop.at)]}"
            return PlainEnd(stop.at, "value", colons.missing(line, key, edit, fixed), key)
        case "end" | "apart" if stop.kind == "end" or stop.char in "，﹐":
            return PlainEnd(stop.at, "after", _missing_colon(start, stop.at))
        case "colon" | "tight" | "wide" if run_end := colons.run_end(line, stop.at):
            end = tokens.skip_blanks(line, run_end)
            return PlainEnd(end, "value", colons.run(line, stop.at, end, "", HALF_COLON), key)
        case "colon":
            return _after_colon(start, stop, key)
        case "tight" | "wide" if value := _stray_end(line, stop.end):
            span = (tokens.skip_blanks(line, stop.end), value)
            repair = colons.stray(line, stop.at, span, key)
            hint = change_to(f"{key}: {next_entry(line, value)}")
            return PlainEnd(value, "value", repair._replace(hint=hint), key)
        case "tight" if _SIMPLE.fullmatch(key) or _COUNT_ALONE.match(line, stop.end):
            rest = re.split(r"[,，\]}]", line[stop.end :], maxsplit=1)[0]
            hint = change_to(f"{key}: {rest}".rstrip())
            message, edit = "冒号后面要空一格", TextEdit(stop.end, stop.end, " ")
            repair = line.repair(stop.end, "A105", message, hint, edit)
            return PlainEnd(stop.end, "value", _if_only_colon(repair, key, line, stop.end), key)
        case "wide" if not _is_in_name(line, stop.end, key):
            repair = _if_only_colon(wide_colon(line, stop.at), key, line, stop.end)
            return PlainEnd(tokens.skip_blanks(line, stop.end), "value", repair, key)
        case _:
            return None


def wide_colon(line: Line, at: int) -> Repair:
    """Repair a full-width colon at ``at``."""
    edit = TextEdit(at, tokens.skip_blanks(line, at + 1), ": ")
    message = "冒号用了全角“：”，应为半角"
    return line.repair(at, "A105", message, HALF_COLON, edit, is_certain=True)


def _if_only_colon(repair: Repair, key: str, line: str, end: int) -> Repair:
    """Make a repair certain, unless a colon in the name may be the right one.

    Nor is it where words follow a name: ``推断：见附件`` is a text.
    """
    is_key = key_kind(key) != "name" or _COUNTED.match(line, end) is not None
    return repair._replace(is_certain=is_key and ("：" not in key or key[-1:] in "）)"))


def _after_colon(start: PlainStart, stop: Stop, key: str) -> PlainEnd:
    """Read on behind a right colon, and repair foreign blanks there."""
    following = start.line[stop.end : stop.end + 1]
    if following in ("", " ", "\t") or not following.isspace():
        return PlainEnd(stop.end, "value", tokens.foreign_before_colon(start.line, stop.at), key)
    end, message = tokens.skip_blanks(start.line, stop.end), "冒号后面的空格不是半角空格"
    edit = TextEdit(stop.at, end, ": ")
    repair = start.line.repair(stop.at, "A105", message, HALF_COLON, edit, is_certain=True)
    return PlainEnd(end, "value", repair, key)


def _stray_end(line: str, at: int) -> int | None:
    """Return the offset behind punctuation left over behind a colon, before a value."""
    start = tokens.skip_blanks(line, at)
    end = colons.stray_end(line, start) if line[start : start + 1] != "," else None
    is_value = end is not None and line[end : end + 1] not in ("", "]", "}", "］", "｝")
    return end if is_value and not NEXT_FIELD.match(line, end or 0) else None


def _is_in_name(line: str, at: int, key: str) -> bool:
    """Tell whether the right colon comes behind one in a name: ``安居区：经开区: 3``."""
    return key_kind(key) == "name" and _NAMED_COUNT.match(line, at) is not None


def _missing_colon(start: PlainStart, end: int) -> Repair | None:
    """Repair a key without a colon: ``{甲 21, 乙: 30}``."""
    text = start.line[start.start : end].rstrip(BLANKS)
    match = _NO_COLON.fullmatch(text)
    if match is None or (match["key"] or "").isdigit():
        return None
    group = "gap" if match["gap"] else "after"
    key, char = match["key"] or match["field"], match[group].strip(BLANKS)
    edit = TextEdit(start.start + match.start(group), start.start + match.end(group), ": ")
    fixed = f"{key}: {text[match.end(group) :]}"
    if char:
        return colons.wrong(start.line, key, char, edit, fixed)
    return colons.missing(start.line, key, edit, fixed)
