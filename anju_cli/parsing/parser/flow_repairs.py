"""Repairs of the brackets and commas of a flow collection."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import MAPPINGS, NAME_LISTS, key_kind
from anju_cli.parsing.lexer import quotes, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Repair, change_to
from anju_cli.parsing.parser.flow_scalars import HALF_COMMA

PAIRS = {"[": "]", "{": "}", "［": "］", "｛": "｝"}
HALF_WIDTH = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
COMMAS = "，、；;﹐､﹑﹔"

_FOREIGN = {"】": "【", "）": "（", "」": "「", "〕": "〔", ")": "("}
"""Closing brackets that are none of YAML's, and what opens them."""

_COMMA_RUN = re.compile(rf"[,，](?:[{BLANKS}]*[,，])+[{BLANKS}]*")
_BEHIND = re.compile(
    rf"[{BLANKS}{COMMAS},\[{{［｛]*(?P<entries>[^{BLANKS}{COMMAS},\[\]{{}}［］｛｝。.)）】]"
    rf"(?:[^\[\]{{}}［］｛｝]*[^{BLANKS}\[\]{{}}［］｛｝])?)[{BLANKS}\]}}］｝]*"
)
_LONGEST_NAME = 100


def meant_bracket(key: str, bracket: str) -> str:
    """Return the bracket that the value of a key is in; ``bracket`` where either may be."""
    if key in NAME_LISTS:
        return "["
    return "{" if key in MAPPINGS or key_kind(key) == "period" else bracket


def wide_bracket(line: Line, at: int, half: str) -> Repair:
    """Repair a full-width opening bracket."""
    message = f"括号用了全角“{line[at]}”，应为半角"
    hint = f"这一对括号改为半角的“{half}”和“{PAIRS[half]}”"
    return line.repair(at, "A106", message, hint, TextEdit(at, at + 1, half))


def is_wide_pair(line: str, at: int) -> bool:
    """Tell whether a full-width bracket is no character of a text, by its pair."""
    wanted = PAIRS[line[at]]
    end = line.find(wanted, at)
    after = tokens.skip_blanks(line, end + 1) if end > 0 else len(line)
    return line[after : after + 1] in ("", ",", "，", "]", "}", "］", "｝", "#")


def unlike_bracket(line: Line, at: int, opening: str, closing: str) -> Repair:
    """Repair a closing bracket that is none of the kind that was opened."""
    wanted = PAIRS[opening]
    message = f"左边的括号是“{opening}”，右边的却是“{closing}”"
    edit = TextEdit(at, at + 1, wanted)
    return line.repair(at, "A102", message, f"改为“{wanted}”", edit)


def foreign_closing(line: Line, end: int, opening: str) -> Repair | None:
    """Repair a closing bracket that is none of YAML's and nothing opens."""
    char = line[end - 1 : end]
    if char not in _FOREIGN or line[:end].count(_FOREIGN[char]) >= line[:end].count(char):
        return None
    return unlike_bracket(line, end - 1, opening, char)


def unclosed_bracket(line: Line, at: int, bracket: str) -> Repair:
    """Name a bracket that nothing closes."""
    wanted = PAIRS[bracket]
    message, hint = f"括号“{bracket}”没有配对的“{wanted}”", f"在这一项的末尾补上“{wanted}”"
    return line.repair(at, "A102", message, hint)


def bracket_in_comment(
    line: Line, at: int, start: int, prefix: str, end: int, closing: str
) -> Repair:
    """Repair a ``#`` in an entry that makes a comment of the closing bracket too."""
    repair = quotes.quoted_comment(line, start, at, prefix, end)
    comment = f"如果是说明，在前面补上“{closing}”，# 后面空一格"
    if prefix:
        quoted = repair.hint.split("；")[0]
        return repair._replace(hint=f"{quoted}；{comment}")
    if start < at:
        edits = ((line.number, TextEdit(at, end, "")),)
        return repair._replace(hint=f"“{line[at:end]}”移到“{closing}”的后面", edits=edits)
    edits = ((line.number, TextEdit(at, at + 1, "")),)
    return repair._replace(hint=f"如果是名字，删去“#”；{comment}", edits=edits)


def entries_behind(line: Line, start: int, end: int, prefix: str) -> Repair | None:
    """Repair ``[甲, 乙]、丙``: entries behind the bracket that closes those before them."""
    tail, closing = tokens.content_end(line, end), line[end - 1]
    match = _BEHIND.fullmatch(line, end, tail)
    is_list = meant_bracket(prefix.removesuffix(": "), "") != ""
    if match is None or closing not in PAIRS.values() or not is_list:
        return None
    inner = line[start : end - 1].rstrip()
    comma = "" if inner[-1:] in PAIRS else ", "
    edits = (
        TextEdit(end - 1, match.start("entries"), comma),
        TextEdit(match.end("entries"), tail, closing),
    )
    hint = change_to(f"{prefix}{inner}{comma}{match['entries']}{closing}")
    return line.repair(match.start("entries"), "A102", "右括号后面还有内容", hint, *edits)


def foreign_comma(line: Line, at: int, *, is_certain: bool) -> Repair:
    """Repair punctuation that stands in place of a comma."""
    message = "逗号用了全角“，”，应为半角；几个名字会连成一个"
    if line[at] != "，":
        message = f"各项之间用了“{line[at]}”，应为半角逗号"
    hint = HALF_COMMA if is_certain else f"{HALF_COMMA}；如果是文字，整个加引号"
    edit = TextEdit(at, tokens.skip_blanks(line, at + 1), ", ")
    return line.repair(at, "A106", message, hint, edit, is_certain=is_certain)


def comma_run(line: Line, at: int, *, is_behind_entry: bool) -> Repair | None:
    """Repair ``甲，，乙``: one comma too many, or an entry that was lost between two."""
    match = _COMMA_RUN.match(line, at)
    if match is None:
        return None
    count = sum(char in ",，" for char in match.group())
    is_between = is_behind_entry and line[match.end() : match.end() + 1] not in ("", "]", "}", "#")
    message = f"逗号写了{'两' if count == 2 else f' {count} '}次"
    hint, edit = "只留一个半角逗号，后面空一格", TextEdit(at, match.end(), ", ")
    is_certain = is_between and count == 2
    return line.repair(at, "A106", message, hint, edit, is_certain=is_certain)


def leading_comma(line: Line, at: int) -> Repair:
    """Repair ``[，甲]``: a comma with nothing before it."""
    edit = TextEdit(at, tokens.skip_blanks(line, at + 1), "")
    hint = "删去“，”，或在它前面补上漏了的一项"
    return line.repair(at, "A106", "“，”前面没有内容", hint, edit)


def starts_no_text(line: str, at: int) -> str | None:
    """Say what is wrong with the first character of a text between brackets."""
    if line[at : at + 2] in ("- ", "? "):
        return f"括号里的各项不能以“{line[at]} ”开头"
    return quotes.needs_quotes(line[at : at + _LONGEST_NAME])
