"""Keys at the beginning of a line, and what is wrong with the colon behind them."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.characters import ALIKE, COLONS
from anju_cli.parsing.lexer.colons import (
    ENDS,
    RUN,
    doubled_colon,
    left_sign,
    stray_end,
)
from anju_cli.parsing.lexer.literals import DATE, TEXTS, WORDS
from anju_cli.parsing.lexer.quotes import NO_SECOND_QUOTE, after_quote
from anju_cli.parsing.lexer.tokens import (
    QUOTED,
    SIMPLE,
    Key,
    Repair,
    fix,
    strange_blank,
    strange_tail,
)
from anju_cli.text.lenient import quoted

_PLAIN_KEY = re.compile(
    rf"(\w[^\s{COLONS};；=.。、，,#'\"\[\]{{}}]*+):(?: +(?=[^\s{COLONS}{ENDS}])|$)"
)
"""A key with which nothing can be wrong: no sign in it or behind it that any of the patterns
below, or ``beginnings``, would take for something else."""

_COLONS = re.compile(f"[{COLONS};；=.。、，,]")
"""All that stands for a colon somewhere: without one of them there is no key."""

_NUMBER_ENDS = r"\d+\s*(?:#.*)?$"
_WITH_PARENTHESES = r"(?:[^\s:：#'\"\[\]{}，,（）()]|[（(][^\s:#（）()]*+[）)])++"
"""区委办（档案局，保密局）: no sign inside the parentheses parts anything."""

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
_ALIKE_KEY = re.compile(
    rf"(?P<key>[A-Za-z_]+|[^\s:：{ALIKE}#'\"\[\]{{}}，,]+"
    rf"(?=\s*[{ALIKE}]\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))\s*(?P<colon>[{ALIKE}])(?P<gap>\s*)"
)
_DOUBLED_KEY = re.compile(
    rf"(?P<key>{QUOTED}|[A-Za-z_]+|(?:[^\s{COLONS}#'\"\[\]{{}}，,]++|{_WITH_PARENTHESES})"
    rf"(?=\s*{RUN}\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))\s*(?P<colon>{RUN})(?P<gap>\s*)"
)
_ENDS_IN_SIGN = re.compile(
    rf"(?P<key>[A-Za-z_]+|\d{{4}}(?:-\w+)?)\s*(?P<colon>[{COLONS}])\s*"
    rf"(?P<sign>[{ENDS}]{{1,2}}\s*)(?:$|(?<=\s)(?=#))"
)
_OTHER_SIGN = re.compile(
    rf"(?P<key>[^\s:：;；=.。、{ALIKE}#'\"\[\]{{}}，,]+)\s*(?P<colon>[;；=.。、，,{ALIKE}])"
    rf"(?P<gap>\s*)(?={_NUMBER_ENDS}|[\[{{]|{DATE})"
)
_HALF_QUOTED_KEY = re.compile(
    rf"(?P<mark>[\"'])(?P<key>{SIMPLE})\s*(?P<colon>[:：])(?P<gap>\s*)"
    rf"(?P<rest>{_NUMBER_ENDS}|$|#|[\[{{]|{DATE})?"
)
_ENDED_NAME = re.compile(rf"(?P<name>{SIMPLE})\s*(?:：|{RUN})(?=\s*(?:\s#.*)?$)")
_BARE_KEY = re.compile(rf"(?P<key>[A-Za-z_]+(?=\s*$|\s+\S)|{SIMPLE}(?=\s+{_NUMBER_ENDS}))\s*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


def plain_key(line: str, start: int) -> Key | None:
    """The key at ``start``, if it is plainly one: most are, and need not be looked at closer."""
    match = _PLAIN_KEY.match(line, start)
    return Key(match[1], match.end(), None) if match else None


def find_key(number: int, line: str, start: int) -> Key | None:
    """The key at ``start``, also where its colon is full-width or has no space behind it."""
    if plain := plain_key(line, start):
        return plain
    if not _COLONS.search(line, start):
        return None
    if match := _DOUBLED_KEY.match(line, start):
        key, end = match["key"], match.end()
        fixed = f"{key}: {line[end:]}".rstrip()
        repair = doubled_colon(number, line, match.start("colon"), end, fixed)
        return Key(key.strip("\"'"), end, repair)
    match = _ENDS_IN_SIGN.match(line, start)
    if match and not (match["key"] in TEXTS and line[match.end("colon")] == " "):
        repair = left_sign(number, line, match.start("colon"), match.span("sign"), match["key"])
        return Key(match["key"], match.end(), repair)
    for pattern in (_QUOTED_KEY, _WIDE_KEY, _TIGHT_KEY, _ALIKE_KEY, _KEY):
        match = pattern.match(line, start)
        if match and (pattern is _QUOTED_KEY or not _COMMENT.search(match["key"])):
            return _key(number, line, match)
    other = other_sign(number, line, start)
    return other if other and other.text in WORDS else _half_quoted_key(number, line, start)


def _half_quoted_key(number: int, line: str, start: int) -> Key | None:
    """``"甲: 1``: a key that lacks its second quote."""
    match = _HALF_QUOTED_KEY.match(line, start)
    if match is None or after_quote(line, start + 1, match["mark"]) is not None:
        return None
    key, rest = match["key"], line[match.end("gap") :]
    if match["rest"] is None and key not in WORDS:
        return None
    mark = match["mark"]
    edit = TextEdit(match.end("key"), match.end("gap"), f"{mark}: " if rest else f"{mark}:")
    hint = fix(f"{mark}{key}{mark}: {rest}".rstrip())
    repair = Repair(number, start, "A102", NO_SECOND_QUOTE, hint, ((number, edit),))
    return Key(key, match.end("gap"), repair)


def stray_key(number: int, line: str, start: int) -> Key | None:
    """A key where only a key can be, so that less is needed to know one:
    any text before a full-width colon, or one of our words without a colon."""
    if key := name_with_colon(number, line, start):
        return key
    match = _STRAY_WIDE_KEY.match(line, start)
    if match:
        return _key(number, line, match)
    if other := other_sign(number, line, start):
        return other
    match = _BARE_KEY.match(line, start)
    if match is None:
        return None
    rest = line[match.end() :]
    edit = TextEdit(match.end("key"), match.end(), ": " if rest else ":")
    fixed = f"{match['key']}: {rest}".rstrip()
    message = f"{quoted(match['key'])}后面缺少冒号"
    repair = Repair(number, match.end("key"), "A105", message, fix(fixed), ((number, edit),))
    return Key(match["key"], match.end(), repair)


def name_with_colon(number: int, line: str, start: int) -> Key | None:
    """``云溪区：经开区：4``: a key with a colon in it. Or the first one should part it."""
    match = _NAME_WITH_COLON.match(line, start)
    if match is None:
        return None
    key = _key(number, line, match)
    return key._replace(repair=key.repair and key.repair._replace(is_certain=False))


def _key(number: int, line: str, match: re.Match[str]) -> Key:
    key, gap, rest = match["key"].rstrip(), match["gap"], line[match.end() :]
    text = key.strip("\"'")
    strange = strange_blank(gap[:1].replace("\t", " "))
    if not rest or rest[0] in "\"'[{|>":
        strange = strange_blank(gap.replace("\t", " "))
    fixed = fix(f"{key}: {rest}".rstrip())
    if match["colon"] == "：":
        code, message = "A105", "冒号用了全角“：”，应为半角"
        edit = TextEdit(match.start("colon"), match.end(), ": " if rest else ":")
    elif match["colon"] != ":":
        return _other_sign(number, line, match)
    elif not gap and rest:
        code, message = "A105", "冒号后面要空一格"
        edit = TextEdit(match.end(), match.end(), " ")
    elif strange and rest:
        code, message = strange[0], f"冒号后面用了{strange[1]}，应为半角空格"
        edit = TextEdit(match.start("gap"), match.end(), " ")
    else:
        return Key(text, match.end(), strange_tail(number, line, match.end("colon")))
    if code == "A105" and (end := stray_end(line, match.end())):
        span = (match.end(), end)
        return Key(text, end, left_sign(number, line, match.start("colon"), span, key))
    at = edit.start
    if code == "A104":
        at += len(gap) - len(gap.lstrip(" \t"))
    # Behind a right colon & * ! would be YAML's: then the text has to be quoted as well.
    certain = code != "A105" or rest[:1] not in tuple("&*!")
    repair = Repair(number, at, code, message, fixed, ((number, edit),), certain)
    return Key(text, match.end(), repair)


def other_sign(number: int, line: str, start: int) -> Key | None:
    """A key with another sign in place of its colon, before a number, a date or a bracket."""
    match = _OTHER_SIGN.match(line, start)
    return _other_sign(number, line, match) if match and not match["key"].isdigit() else None


def _other_sign(number: int, line: str, match: re.Match[str]) -> Key:
    key, sign, rest = match["key"].rstrip(), match["colon"], line[match.end() :]
    message = f"{quoted(key)}后面应是半角冒号，写的却是“{sign}”"
    is_alike = sign in ALIKE
    if is_alike:
        message += f"（U+{ord(sign):04X}）"
    edit = TextEdit(match.start("colon"), match.end(), ": " if rest else ":")
    hint = fix(f"{key}: {rest}".rstrip())
    repair = Repair(number, edit.start, "A105", message, hint, ((number, edit),), is_alike)
    return Key(key, match.end(), repair)


def ended_name(number: int, line: str, start: int) -> Repair | None:
    """``甲：``, a name that would become a key."""
    match = _ENDED_NAME.match(line, start) if ":" in line or "：" in line else None
    if match is None or match["name"] in WORDS:
        return None
    edit = TextEdit(match.end("name"), match.end(), "")
    hint = f"删去末尾的冒号，改为：{match['name']}"
    return Repair(number, edit.start, "A105", "名字后面多了一个冒号", hint, ((number, edit),))
