"""Quotes and braces of a value on one line: which need them or have lost one."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import FIELD_NAMES
from anju_cli.parsing.lexer import tokens
from anju_cli.parsing.lexer.characters import BLANKS, COUNT, DATE, SIMPLE
from anju_cli.parsing.lines import Line, Repair, change_to

_PROPERTY = re.compile(r"[&*!](?:[A-Za-z0-9!_-]+(?=\s|$)|\S+\s+[\[{])")
_CLOSING = {'"': re.compile(r"(?:[^\"\\]|\\.)*+\""), "'": re.compile(r"(?:[^']|'')*+'")}
_COUNTS = re.compile(
    rf"(?P<key>{SIMPLE}):[ \t]+(?:{COUNT}|{DATE}[-0-9]*)(?:[,，][ \t]*{SIMPLE}[:：].*)?"
)
_SIGNS = "@`%*&!,]}|>"
_FIGURE = re.compile(r"[,.，．]?\d")
NO_CLOSING_QUOTE = "引号没有配对：这一行里没有右引号"


def end_of(line: str, start: int, quote: str) -> int | None:
    """Return the offset behind the closing quote; None when it is not on this line."""
    match = _CLOSING[quote].match(line, start)
    return match.end() if match else None


def needs_quotes(value: str) -> str | None:
    """Say what is wrong with the first character of a plain scalar, if anything.

    PyYAML names ``&name``, ``*name`` and ``!name``, which these files do without.
    """
    if value[0] in "@`%,]}|>":
        return f"文字不能以“{value[0]}”开头，除非加引号"
    if value[0] in "&*!" and not _PROPERTY.match(value):
        return f"以“{value[0]}”开头，在 YAML 里有别的意思；是文字就要加引号"
    return None


def colon_in_text(*, is_last: bool) -> str:
    """Say what is wrong with a colon in a plain scalar, or at its end."""
    if is_last:
        return "文字以冒号结尾，YAML 会当成项名"
    return "文字里有冒号加空格，YAML 会从这里断开"


def in_quotes(
    line: Line, start: int, at: int, message: str, prefix: str, end: int | None = None
) -> Repair:
    """Repair an error by quoting the value; ``prefix`` is what stands before it."""
    end = tokens.content_end(line, start) if end is None else end
    value = line[start:end]
    left, right = _outer_quotes(value)
    inner = value[left : len(value) - right]
    quote = "'" if '"' in inner or "\\" in inner else '"'
    edits = [TextEdit(start, start + left, quote)]
    if quote == "'":
        places = [start + left + match.start() for match in re.finditer("'", inner)]
        edits += [TextEdit(place, place, "'") for place in places if place > start]
        if inner.startswith("'") and not left:
            edits[0] = TextEdit(start, start, "''")
        inner = inner.replace("'", "''")
    edits.append(TextEdit(end - right, end, quote))
    hint = change_to(f"{prefix}{quote}{inner}{quote}")
    if at == start and value[0] in _SIGNS:
        hint = f"删去多打的“{value[0]}”；是文字的，{hint}"
    return line.repair(at, "A102", message, hint, *edits)


def character_before_name(line: Line, start: int, end: int, prefix: str) -> Repair | None:
    """Repair ``- @安居镇``: nothing but a text begins so, and quotes would make another name."""
    if line[start] not in _SIGNS or end < start + 2:
        return None
    message = f"前面多了“{line[start]}”"
    hint = change_to(f"{prefix}{line[start + 1 : end]}")
    return line.repair(start, "A102", message, hint, TextEdit(start, start + 1, ""))


def _outer_quotes(value: str) -> tuple[int, int]:
    """Count the quotes at either end that are no part of it: ``"a"b"``, ``""a""``."""
    quote, count = value[0], 0
    if quote not in "\"'":
        return 0, 0
    while len(value) > 2 * count + 2 and value[count] == value[-1 - count] == quote:
        count += 1
    return (count, count) if count or value.count(quote) % 2 == 0 else (1, 0)


def unclosed(line: Line, start: int, end: int) -> Repair:
    """Repair a quote that nothing closes, by closing it at ``end``."""
    quote, text = line[start], line[start:end]
    edit = TextEdit(end, end, quote)
    if text[-1] in "”’＂" and not {"“", "‘"} & set(text):  # “ of the keyboard in place of "
        edit, text = TextEdit(end - 1, end, quote), text[:-1]
    hint = change_to(f"{text}{quote}")
    return line.repair(start, "A102", NO_CLOSING_QUOTE, hint, edit)


def text_in_comment(line: Line, start: int, prefix: str, *, is_text: bool) -> Repair | None:
    """Name what a ``#`` cuts off: ``what: 开设 #两个账号``, of a number ``司法局: 2 #0``.

    Behind a number or date that is no text, words are a comment, and figures are not.
    """
    at = tokens.comment_start(line, start)
    value = line[start:at].rstrip(BLANKS)
    is_figure = not is_text and tokens.is_literal(value)
    is_comment = line[at + 1 : at + 2] in ("", *BLANKS) or line[at - 1] not in " \t"
    if is_comment or (is_figure and not _FIGURE.match(line, at + 1)):
        return None
    end = len(line.rstrip(BLANKS))
    repair = quoted_comment(line, start, at, prefix, end)
    if is_figure:
        fixed = f"{prefix}{value}{line[at + 1 : end]}"
        wanted = f"如果多打了“ #”，{change_to(fixed)}" if value.isdigit() else "请核对这一行"
        hint = f"{wanted}；如果是说明，# 后面空一格"
        repair = repair._replace(message="“ #”后面的数字会被当成说明，不算内容", hint=hint)
    elif not prefix:  # a line below the first of a text
        hint = "如果是文字，整段加引号；如果是说明，# 后面空一格"
        repair = repair._replace(hint=hint)
    return repair._replace(edits=(), severity="warning")


def quoted_comment(line: Line, start: int, at: int, prefix: str, end: int) -> Repair:
    """Repair a ``#`` that makes a comment of the end of a text, by quoting both."""
    message = "“ #”后面的文字会被当成说明，不算内容"
    repair = in_quotes(line, start, at, message, prefix, end)
    right = repair.hint.removeprefix("改为：")
    hint = f"如果是文字，整个加引号：{right}；如果是说明，# 后面空一格"
    return repair._replace(code="A114", hint=hint, is_certain=False)


def in_braces(line: Line, start: int, prefix: str) -> Repair | None:
    """Repair fields without braces behind their key: ``done: on: 2021-08-30``."""
    end = tokens.content_end(line, start)
    match = _COUNTS.fullmatch(line, start, end)
    if match is None or (not match["key"].isascii() and prefix.removesuffix(": ") in FIELD_NAMES):
        return None
    value = line[start:end].removesuffix("}")
    message = "一行里有两个“项名: 内容”，里面的一个要写在花括号里"
    edits = TextEdit(start, start, "{"), TextEdit(start + len(value), end, "}")
    hint = change_to(f"{prefix}{{{value}}}")
    return line.repair(match.end("key"), "A102", message, hint, *edits)
