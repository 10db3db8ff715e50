"""Keys at the beginning of a line, and the repair of the colon behind them.

A key without its colon is only taken for one where the grammar says that it can stand.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import COUNTS, FIELD_NAMES, TEXT_FIELDS, allows
from anju_cli.parsing.lexer import colons, quotes, tokens
from anju_cli.parsing.lexer.characters import COLON_LOOKALIKES, COLONS, DATE, QUOTED, SIMPLE
from anju_cli.parsing.lexer.colons import COLON_RUN, ENDS
from anju_cli.parsing.lines import Line, Repair, Token, change_to

_PLAIN_KEY = re.compile(
    rf"(\w[^\s{COLONS};；=.。、，,#'\"\[\]{{}}]*+):(?: +(?=[^\s{COLONS}{ENDS}])|$)"
)
"""A key with which nothing can be wrong: none of the patterns below takes it for anything
else."""

_COLONS = re.compile(f"[{COLONS};；=.。、，,]")
"""What may stand for a colon: without one of them there is no key."""

_NUMBER_ENDS = r"\d+\s*(?:#.*)?$"
_WITH_PARENTHESES = r"(?:[^\s:：#'\"\[\]{}，,（）()]|[（(][^\s:#（）()]*+[）)])++"
"""区委办（档案局，保密局）: no punctuation in parentheses ends a key."""

_QUOTED_KEY = re.compile(rf"(?P<key>{QUOTED})\s*(?P<colon>[:：])(?P<gap>\s*)")
_KEY = re.compile(r"(?P<key>[^\s'\"\[\]{}#&*!|>%@`,].*?)(?P<colon>:)(?P<gap>\s+|$)")
_WIDE_KEY = re.compile(
    rf"(?P<key>[A-Za-z_]+"
    rf"|(?:{SIMPLE}|{_WITH_PARENTHESES})(?=\s*：\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))"
    r"\s*(?P<colon>：)(?P<gap>\s*)"
)
_TIGHT_KEY = re.compile(
    rf"(?P<key>[a-z_]+(?=[ \t]*:[^/\s])"
    rf"|(?!\d+:\d)(?:{SIMPLE}|{_WITH_PARENTHESES})(?=:(?:{_NUMBER_ENDS}|[\[{{])))"
    r"[ \t]*(?P<colon>:)(?P<gap>)"
)
_NAME_WITH_COLON = re.compile(
    rf"(?P<key>{SIMPLE}：{SIMPLE})\s*(?P<colon>[:：])(?P<gap>\s*)(?={_NUMBER_ENDS})"
)
_STRAY_WIDE_KEY = re.compile(rf"(?P<key>{SIMPLE})\s*(?P<colon>：)(?P<gap>\s*)")
_LOOKALIKE_KEY = re.compile(
    rf"(?P<key>[A-Za-z_]+|[^\s:：{COLON_LOOKALIKES}#'\"\[\]{{}}，,]+"
    rf"(?=\s*[{COLON_LOOKALIKES}]\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))"
    rf"\s*(?P<colon>[{COLON_LOOKALIKES}])(?P<gap>\s*)"
)
_DOUBLED_KEY = re.compile(
    rf"(?P<key>{QUOTED}|[A-Za-z_]+|(?:[^\s{COLONS}#'\"\[\]{{}}，,]++|{_WITH_PARENTHESES})"
    rf"(?=\s*{COLON_RUN}\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))\s*(?P<colon>{COLON_RUN})(?P<gap>\s*)"
)
_STRAY_VALUE = re.compile(
    rf"(?P<key>[A-Za-z_]+|\d{{4}}(?:-\w+)?)\s*(?P<colon>[{COLONS}])\s*"
    rf"(?P<stray>[{ENDS}]{{1,2}}\s*)(?:$|(?<=\s)(?=#))"
)
_FOREIGN_COLON = re.compile(
    rf"(?P<key>[^\s:：;；=.。、{COLON_LOOKALIKES}#'\"\[\]{{}}，,]+)\s*"
    rf"(?P<colon>[;；=.。、，,{COLON_LOOKALIKES}])(?P<gap>\s*)(?={_NUMBER_ENDS}|[\[{{]|{DATE})"
)
_HALF_QUOTED_KEY = re.compile(
    rf"(?P<quote>[\"'])(?P<key>{SIMPLE})\s*(?P<colon>[:：])(?P<gap>\s*)"
    rf"(?P<rest>{_NUMBER_ENDS}|$|#|[\[{{]|{DATE})?"
)
_ENDED_NAME = re.compile(rf"(?P<name>{SIMPLE})\s*(?:：|{COLON_RUN})(?=\s*(?:\s#.*)?$)")
_UNMARKED_KEY = re.compile(rf"(?P<key>[A-Za-z_]+(?=\s*$|\s+\S)|{SIMPLE}(?=\s+{_NUMBER_ENDS}))\s*")
_BARE_KEYS = (
    re.compile(r"(?P<key>\d{4}(?:-(?:\d\d|Q[1-4]|H[12]))?)(?=\s*(?:$|[\[{#]))"),
    re.compile(rf"(?P<key>[a-z_]+)(?=\s*(?:$|[\[{{#])|\s+[^\s{COLONS}])"),
)
# Its number is looked for once in each run of digits, not at every digit.
_BARE_COUNT = re.compile(
    r"(?P<key>[^\s\d:：#'\"\[\]{},，-][^\s:：#]*?)(?=(?:\s+|(?<!\d))\d+\s*(?:#.*)?$)"
)
_QUOTED_FIELD = re.compile(
    rf"(?P<quote>[\"'])(?P<key>{SIMPLE})(?P<colon>\s*[{COLONS}]\s*)"
    rf"(?P<rest>[^\s{COLONS}#'\"\\\[\]{{}}][^{COLONS}#'\"\\]*)(?P=quote)\s*(?:$|(?<=\s)(?=#))"
)


def plain(line: str, start: int) -> Token | None:
    """Read the key at ``start`` if it is plainly one, as most are."""
    match = _PLAIN_KEY.match(line, start)
    return Token(match[1], match.end(), None) if match else None


def find(line: Line, start: int) -> Token | None:
    """Read the key at ``start``, also with a full-width colon or no space."""
    if plain_key := plain(line, start):
        return plain_key
    if not _COLONS.search(line, start):
        return None
    if match := _DOUBLED_KEY.match(line, start):
        key, end = match["key"], match.end()
        fixed = f"{key}: {line[end:]}".rstrip()
        repair = colons.run(line, match.start("colon"), end, fixed)
        return Token(key.strip("\"'"), end, repair)
    match = _STRAY_VALUE.match(line, start)
    if match and not (match["key"] in TEXT_FIELDS and line[match.end("colon")] == " "):
        span = match.span("stray")
        repair = colons.stray(line, match.start("colon"), span, match["key"])
        return Token(match["key"], match.end(), repair)
    for pattern in (_QUOTED_KEY, _WIDE_KEY, _TIGHT_KEY, _LOOKALIKE_KEY, _KEY):
        match = pattern.match(line, start)
        if match and (
            pattern is _QUOTED_KEY or tokens.comment_start(match["key"], 0) == len(match["key"])
        ):
            return _key(line, match)
    other = foreign_colon(line, start)
    return other if other and other.text in FIELD_NAMES else _half_quoted_key(line, start)


def stray(line: Line, start: int) -> Token | None:
    """Read any text before a full-width colon, or a field without a colon, as a key."""
    if key := name_with_colon(line, start):
        return key
    if match := _STRAY_WIDE_KEY.match(line, start):
        return _key(line, match)
    if other := foreign_colon(line, start):
        return other
    match = _UNMARKED_KEY.match(line, start)
    return _without_colon(line, match, match.end()) if match else None


def bare(line: Line, start: int, context: str | None, first: str = "") -> Token | None:
    """Read a key without its colon, where the grammar allows it.

    It is a field, a month or period on its own, or a unit with its number (``司法局18``).
    """
    if quoted := _quoted_field(line, start, context, first):
        return quoted
    matches = (pattern.match(line, start) for pattern in _BARE_KEYS)
    allowed = (match for match in matches if match and allows(context, match["key"], first))
    match = next(allowed, None)
    if match is None and context in COUNTS:
        if other := foreign_colon(line, start) or name_with_colon(line, start):
            return other
        if match := _STRAY_WIDE_KEY.match(line, start):
            return _key(line, match)
        match = _BARE_COUNT.match(line, start)
    if match is None:
        return None
    return _without_colon(line, match, tokens.skip_blanks(line, match.end("key")))


def name_with_colon(line: Line, start: int) -> Token | None:
    """Read a key with a colon in it, ``云溪区：经开区：4``; or the first one is meant."""
    match = _NAME_WITH_COLON.match(line, start)
    if match is None:
        return None
    key = _key(line, match)
    return key._replace(repair=key.repair and key.repair._replace(is_certain=False))


def foreign_colon(line: Line, start: int) -> Token | None:
    """Read a key with another character for its colon, before a bare value."""
    match = _FOREIGN_COLON.match(line, start)
    if match is None or match["key"].isdigit():
        return None
    return _with_foreign_colon(line, match)


def name_as_key(line: Line, start: int) -> Repair | None:
    """Repair a name with a colon at its end, which would become a key: ``甲：``."""
    match = _ENDED_NAME.match(line, start) if ":" in line or "：" in line else None
    if match is None or match["name"] in FIELD_NAMES:
        return None
    return colons.behind_name(line, (match.end("name"), match.end()), match["name"])


def _key(line: Line, match: re.Match[str]) -> Token:
    """Repair what stands between a key and its value."""
    key, gap, rest = match["key"].rstrip(), match["gap"], line[match.end() :]
    text = key.strip("\"'")
    is_text = bool(rest) and rest[0] not in "\"'[{|>"
    foreign = tokens.foreign_blank((gap[:1] if is_text else gap).replace("\t", " "))
    if match["colon"] == "：":
        code, message = "A105", "冒号用了全角“：”，应为半角"
        edit = colons.edit_to(line, match.start("colon"), match.end())
    elif match["colon"] != ":":
        return _with_foreign_colon(line, match)
    elif not gap and rest:
        code, message = "A105", "冒号后面要空一格"
        edit = TextEdit(match.end(), match.end(), " ")
    elif foreign and rest:
        code, message = foreign[0], f"冒号后面用了{foreign[1]}，应为半角空格"
        edit = TextEdit(match.start("gap"), match.end(), " ")
    else:
        before = tokens.foreign_before_colon(line, match.start("colon"))
        repair = before or tokens.foreign_tail(line, match.end("colon"))
        return Token(text, match.end(), repair)
    if code == "A105" and (end := colons.stray_end(line, match.end())):
        span = (match.end(), end)
        return Token(text, end, colons.stray(line, match.start("colon"), span, key))
    at = edit.start
    if code == "A104":
        at += len(gap) - len(gap.lstrip(" \t"))
    # Behind a right colon & * ! would be YAML's: then the text has to be quoted as well.
    is_certain = code != "A105" or rest[:1] not in tuple("&*!")
    hint = change_to(f"{key}: {rest}".rstrip())
    repair = line.repair(at, code, message, hint, edit, is_certain=is_certain)
    return Token(text, match.end(), repair)


def _with_foreign_colon(line: Line, match: re.Match[str]) -> Token:
    key, char, end = match["key"].rstrip(), match["colon"], match.end()
    edit = colons.edit_to(line, match.start("colon"), end)
    repair = colons.wrong(line, key, char, edit, f"{key}: {line[end:]}".rstrip())
    if char in COLON_LOOKALIKES:
        message = f"{repair.message}（U+{ord(char):04X}）"
        repair = repair._replace(message=message, is_certain=True)
    return Token(key, end, repair)


def _without_colon(line: Line, match: re.Match[str], value: int) -> Token:
    key = match["key"]
    edit = colons.edit_to(line, match.end("key"), value)
    repair = colons.missing(line, key, edit, f"{key}: {line[value:]}".rstrip())
    return Token(key, value, repair)


def _half_quoted_key(line: Line, start: int) -> Token | None:
    """Read a key that lacks its second quote: ``"甲: 1``."""
    match = _HALF_QUOTED_KEY.match(line, start)
    if match is None or quotes.end_of(line, start + 1, match["quote"]) is not None:
        return None
    key, rest = match["key"], line[match.end("gap") :]
    if match["rest"] is None and key not in FIELD_NAMES:
        return None
    quote, edit = match["quote"], colons.edit_to(line, match.end("key"), match.end("gap"))
    edit = edit._replace(text=f"{quote}{edit.text}")
    hint = change_to(f"{quote}{key}{quote}: {rest}".rstrip())
    repair = line.repair(start, "A102", quotes.NO_CLOSING_QUOTE, hint, edit)
    return Token(key, match.end("gap"), repair)


def _quoted_field(line: Line, start: int, context: str | None, first: str) -> Token | None:
    """Read a key that is in quotes together with its value: ``"司法局: 18"``."""
    match = _QUOTED_FIELD.match(line, start) if line[start] in "\"'" else None
    if match is None or not allows(context, match["key"], first):
        return None
    key, rest, is_count = match["key"], match["rest"], context in COUNTS
    if is_count and not rest.strip().isdigit():
        return None
    quote, last = match["quote"] if is_count else "", match.end("rest")
    message = "引号把项名和内容连在一起，就不是“项名: 内容”了"
    edits = (
        TextEdit(start, start + 1, quote),
        TextEdit(*match.span("colon"), f"{quote}: "),
        TextEdit(last, last + 1, ""),
    )
    hint = change_to(f"{quote}{key}{quote}: {rest}")
    return Token(key, match.end(), line.repair(start, "A102", message, hint, *edits))
