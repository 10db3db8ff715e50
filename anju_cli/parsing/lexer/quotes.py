"""Values of one line that need quotes, or have lost one, or braces."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.literals import COUNT, DATE, WORDS, is_bare
from anju_cli.parsing.lexer.tokens import BLANKS, SIMPLE, Repair, comment_start, content_end, fix

_NAMED = re.compile(r"[&*!](?:[A-Za-z0-9!_-]+(?=\s|$)|\S+\s+[\[{])")
_CLOSING = {'"': re.compile(r"(?:[^\"\\]|\\.)*+\""), "'": re.compile(r"(?:[^']|'')*+'")}
_COUNTS = re.compile(
    rf"(?P<key>{SIMPLE}):[ \t]+(?:{COUNT}|{DATE}[-0-9]*)(?:[,，][ \t]*{SIMPLE}[:：].*)?"
)
NO_SECOND_QUOTE = "引号没有配对：这一行里没有右引号"


def after_quote(line: str, start: int, quote: str) -> int | None:
    """The offset behind the closing quote; None when it is not on this line."""
    match = _CLOSING[quote].match(line, start)
    return match.end() if match else None


def needs_quotes(value: str) -> str | None:
    """What is wrong with the first character of a text; None when nothing is.

    ``&name``, ``*name`` and ``!name`` are YAML that these files do without; the
    parser names them.
    """
    if value[0] in "@`%,]}|>":
        return f"文字不能以“{value[0]}”开头，除非加引号"
    if value[0] in "&*!" and not _NAMED.match(value):
        return f"以“{value[0]}”开头，在 YAML 里有别的意思；是文字就要加引号"
    return None


def in_quotes(
    number: int, line: str, start: int, at: int, message: str, key: str, end: int | None = None
) -> Repair:
    """A fault at ``at`` that is repaired by putting the whole value in quotes."""
    end = content_end(line, start) if end is None else end
    value = line[start:end]
    left, right = _outer_quotes(value)
    inner = value[left : len(value) - right]
    mark = "'" if '"' in inner or "\\" in inner else '"'
    edits = [TextEdit(start, start + left, mark)]
    if mark == "'":
        places = [start + left + match.start() for match in re.finditer("'", inner)]
        edits += [TextEdit(place, place, "'") for place in places if place > start]
        if inner.startswith("'") and not left:
            edits[0] = TextEdit(start, start, "''")
        inner = inner.replace("'", "''")
    edits.append(TextEdit(end - right, end, mark))
    hint = fix(f"{key}{mark}{inner}{mark}")
    is_certain = value[0] in "@`%"  # & and * could be meant as YAML's names
    on_line = tuple((number, edit) for edit in edits)
    return Repair(number, at, "A102", message, hint, on_line, is_certain)


def sign_before_name(number: int, line: str, start: int, end: int, prefix: str) -> Repair | None:
    """``- @安居镇``: a sign before a name, which has none: quotes would make another name."""
    if line[start] not in "@`%*&" or end < start + 2:
        return None
    edits = ((number, TextEdit(start, start + 1, "")),)
    message = f"名字前面多了“{line[start]}”"
    hint = fix(f"{prefix}{line[start + 1 : end]}")
    return Repair(number, start, "A102", message, hint, edits)


def _outer_quotes(value: str) -> tuple[int, int]:
    """How many quotes at either end of a value are no part of it: ``"a"b"``, ``""a""``,
    ``"a"b"c``."""
    mark, count = value[0], 0
    if mark not in "\"'":
        return 0, 0
    while len(value) > 2 * count + 2 and value[count] == value[-1 - count] == mark:
        count += 1
    return (count, count) if count or value.count(mark) % 2 == 0 else (1, 0)


def unclosed_quote(number: int, line: str, start: int, end: int) -> Repair:
    """The fault of a quote that nothing closes, repaired at ``end``."""
    edits = ((number, TextEdit(end, end, line[start])),)
    text = line[start:end]
    if text[-1] in "”’＂" and not {"“", "‘"} & set(text):  # “ of the keyboard in place of "
        edits, text = ((number, TextEdit(end - 1, end, line[start])),), text[:-1]
    hint = fix(f"{text}{line[start]}")
    return Repair(number, start, "A102", NO_SECOND_QUOTE, hint, edits)


def cut_text(number: int, line: str, start: int, key: str) -> Repair | None:
    """``what: 开设 #两个账号``: a text that ends before its end, and nobody sees it."""
    at = comment_start(line, start)
    text = line[start:at].rstrip(BLANKS)
    if line[at + 1 : at + 2] in ("", *BLANKS) or line[at - 1] not in " \t" or is_bare(text):
        return None
    repair = hidden_text(number, line, start, at, key, len(line.rstrip(BLANKS)))
    if not key:  # a line below the first of a text
        hint = "如果是文字，整段加引号；如果是说明，# 后面空一格"
        repair = repair._replace(hint=hint)
    return repair._replace(edits=(), severity="warning")


def hidden_text(number: int, line: str, start: int, at: int, key: str, end: int) -> Repair:
    """The fault of a ``#`` at ``at`` that makes a comment of the end of a text."""
    message = "“ #”后面的文字会被当成说明，不算内容"
    quoted = in_quotes(number, line, start, at, message, key, end)
    right = quoted.hint.removeprefix("改为：")
    hint = f"如果是文字，整个加引号：{right}；如果是说明，# 后面空一格"
    return quoted._replace(code="A114", hint=hint, is_certain=False)


def in_braces(number: int, line: str, start: int, key: str) -> Repair | None:
    """``done: on: 2021-08-30``: fields of a value, for which the braces are missing."""
    end = content_end(line, start)
    match = _COUNTS.fullmatch(line, start, end)
    if match is None or (not match["key"].isascii() and key.removesuffix(": ") in WORDS):
        return None
    value = line[start:end].removesuffix("}")
    message = "一行里有两个“项名: 内容”，里面的一个要写在花括号里"
    edits = (
        (number, TextEdit(start, start, "{")),
        (number, TextEdit(start + len(value), end, "}")),
    )
    return Repair(number, match.end("key"), "A102", message, fix(f"{key}{{{value}}}"), edits)
