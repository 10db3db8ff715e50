"""Values and items between brackets: where one ends, what parts it from the next.

What holds words is a text, and full-width punctuation in it is right; only where the next
key shows can punctuation have been meant to part two entries.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import TEXT_FIELDS
from anju_cli.parsing.lexer import colons, quotes, tokens
from anju_cli.parsing.lexer.characters import BLANKS, COUNT, DATE, QUOTED, SIMPLE
from anju_cli.parsing.lines import Line, Repair, change_to
from anju_cli.parsing.parser.flow_keys import end_of_key
from anju_cli.parsing.parser.flow_scalars import (
    FIELD,
    HALF_COMMA,
    NEXT_FIELD,
    PlainEnd,
    PlainStart,
    Stop,
    next_entry,
    quote_text,
    so_far,
    stops,
    text_end,
)
from anju_cli.text.lenient import quoted

_FIELD_APART = re.compile(rf"(?:{FIELD})[ \t]*:(?=[ \t]|$)")
_NAME = re.compile(
    rf"\s*(?:{SIMPLE}|{QUOTED})\s*[:：]\s*(?:{COUNT}条?\s*(?=[,，、；;﹐､﹑﹔\]}}］｝#]|$)|[\[{{［｛])"
)
_NAME_APART = re.compile(
    rf"(?!\d+:\d)(?:{SIMPLE}|{QUOTED})\s*[:：]\s*"
    rf"(?:{COUNT}条?(?=[\s,，、；;﹐､﹑﹔\]}}］｝#]|$)|[\[{{［｛])"
)
_WORD = re.compile(rf"\s*(?:{SIMPLE}|{QUOTED})[ \t]*(?:：|:(?=[ \t]|$))")
_WORD_APART = re.compile(rf"(?!\d+:)(?:{SIMPLE}|{QUOTED})[ \t]*:(?=[ \t]|$)")
_COUNT = re.compile(rf"\s*{SIMPLE}[ \t]+{COUNT}\s*(?:[,，\]}}]|$)")
_MORE_COMMAS = re.compile(rf"[{BLANKS}，,]*")
_HALF_COLON = re.compile(r"[^:：]*:(?:\s|$)")
_SLASH = re.compile(
    rf"(?:{DATE}[-0-9]*|{COUNT})(?P<gap>[ \t]*(?P<char>[/\\|+])[ \t]*)(?:{SIMPLE})[ \t]*"
)
_LATIN = re.compile(r"[A-Za-z_]+")


def read_plain(start: PlainStart) -> PlainEnd:
    """Read a plain scalar between brackets to its end, or to that of the line."""
    end_of = {"item": _end_of_item, "key": end_of_key, "value": _end_of_value}[start.role]
    for stop in stops(start):
        if stop.kind == "comment":
            return PlainEnd(stop.at, "below")
        if end := end_of(start, stop):
            return end
    return PlainEnd(len(start.line), "below")


def _end_of_item(start: PlainStart, stop: Stop) -> PlainEnd | None:
    """Tell whether an item of a sequence ends at a stop."""
    match stop.kind:
        case "open":
            return _text_with_bracket(start, stop)
        case "colon" | "wide":
            end = tokens.skip_blanks(start.line, stop.end)
            if start.line[end : end + 1] in ("]", ",", "，"):
                name = start.line[start.start : stop.at].rstrip(BLANKS)
                return PlainEnd(end, "after", colons.behind_name(start.line, (stop.at, end), name))
            return PlainEnd(stop.end, "entry") if stop.kind == "colon" else None
        case "end" | "apart" if stop.kind == "end" or stop.char in "，﹐":
            return PlainEnd(stop.at, "after")
        case _:
            return None


def _end_of_value(start: PlainStart, stop: Stop) -> PlainEnd | None:
    """Tell whether the value of a key ends at a stop."""
    line = start.line
    match stop.kind:
        case "end":
            return PlainEnd(stop.at, "after")
        case "open":
            return _text_with_bracket(start, stop)
        case "colon" if match := _SLASH.fullmatch(line, start.start, stop.at):
            edit, char = TextEdit(*match.span("gap"), ", "), match["char"]
            message = f"各项之间用了“{char}”，应为半角逗号"
            at = match.start("char")
            repair = line.repair(at, "A106", message, HALF_COMMA, edit)
            return PlainEnd(edit.end, "entry", repair)
        case "colon" if line[start.start : stop.at].strip(BLANKS) == start.key != "":
            end, key = tokens.skip_blanks(line, stop.end), start.key
            end = tokens.skip_blanks(line, colons.repeats_end(line, end, key))
            span = (start.start, end)
            repair = colons.key_again(line, span, key, next_entry(line, end))
            return PlainEnd(end, "value", repair, key)
        case "colon":
            end = text_end(line, stop.at)
            message = quotes.colon_in_text(is_last=end == stop.end)
            return _in_quotes(start, stop.at, end, message)
        case "apart" if _is_comma(start, stop):
            return PlainEnd(stop.at, "doubtful" if _is_doubtful(start, stop) else "after")
        case "blank":
            return _missing_comma(start, stop)
        case _:
            return None


def key_follows(line: str, at: int, key: str, value: str, *, is_apart: bool) -> bool:
    """Tell whether the next key stands behind the ``value`` of ``key``.

    It stands behind punctuation, or with ``is_apart`` behind nothing but a blank. Fields go
    with fields, and names with names: ``note: 其中，甲局：20`` is a text.
    """
    patterns = [_FIELD_APART if is_apart else NEXT_FIELD]
    if not _LATIN.fullmatch(key.strip("\"'")):
        patterns.append(_NAME_APART if is_apart else _NAME)
    if tokens.is_literal(value) and key not in TEXT_FIELDS:
        patterns += [_WORD_APART] if is_apart else [_WORD, _COUNT]
    return any(pattern.match(line, at) for pattern in patterns)


def missing_comma(line: Line, value: str, edit: TextEdit, fixed: str) -> Repair:
    """Repair two entries with nothing but blanks between them."""
    message, hint = f"{quoted(value)}后面缺少逗号", change_to(fixed)
    return line.repair(edit.start, "A102", message, hint, edit)


def _is_comma(start: PlainStart, stop: Stop) -> bool:
    """Tell whether the next key stands behind punctuation, or behind several."""
    value, at = so_far(start, stop), stop.end
    if tokens.is_literal(value) and start.key not in TEXT_FIELDS:
        more = _MORE_COMMAS.match(start.line, at)
        at = more.end() if more else at
    return key_follows(start.line, at, start.key, value, is_apart=False)


def _is_doubtful(start: PlainStart, stop: Stop) -> bool:
    """Tell whether YAML reads a comma as text: ``note: 时间：三点，link：见附件``."""
    is_text = start.key in TEXT_FIELDS or not tokens.is_literal(so_far(start, stop))
    return is_text and not _HALF_COLON.match(start.line, stop.end)


def _missing_comma(start: PlainStart, stop: Stop) -> PlainEnd | None:
    line, value = start.line, so_far(start, stop)
    if not value or not key_follows(line, stop.end, start.key, value, is_apart=True):
        return None
    edit, fixed = TextEdit(stop.at, stop.end, ", "), f"{value}, {next_entry(line, stop.end)}"
    repair = missing_comma(start.line, value, edit, fixed)
    return PlainEnd(stop.end, "entry", repair._replace(is_certain=tokens.is_literal(value)))


def _text_with_bracket(start: PlainStart, stop: Stop) -> PlainEnd | None:
    message = f"文字里有括号“{stop.char}”，要整个加引号"
    return _in_quotes(start, stop.at, text_end(start.line, stop.at), message)


def _in_quotes(start: PlainStart, at: int, end: int, message: str) -> PlainEnd | None:
    if start.above:
        return None  # it began on a line above: left to PyYAML
    return PlainEnd(end, "after", quote_text(start, at, end, message))
