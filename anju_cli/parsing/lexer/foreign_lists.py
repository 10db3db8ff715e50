"""Lists and groups in brackets that are none of YAML's: 【甲，乙】, （甲: 1）."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import is_list_of_words
from anju_cli.parsing.lexer.literals import COUNT, TEXTS
from anju_cli.parsing.lexer.tokens import Repair, content_end, fix

_OPENS, _CLOSES = "【（「『〔(［｛[{", "】）」』〕)］｝]}"
_GAP = r"(?:(?<!\s)\s+)?"  # \s* that is tried once for each run of blanks
_PART = re.compile(rf"{_GAP}[，,；;]\s*")
_PART_OF_COUNTS = re.compile(rf"{_GAP}[，,、；;]\s*")
_COLON = re.compile(r"(?:(?<![ \t])[ \t]+)?[:：]\s*")
_DASH = re.compile(r"(?<!\s)\s+-\s*")
_COUNTED = rf"[^\s:：]+[ \t]*[:：]\s*{COUNT}"
_COUNTS = re.compile(rf"{_COUNTED}(?:\s*[，,、；;]\s*{_COUNTED})*")


def other_brackets(number: int, line: str, start: int, key: str) -> Repair | None:
    """The fault of a list, or of counts, in brackets of another kind.

    It is certainly a list where only a list can be, in brackets that no name has.
    """
    end = content_end(line, start)
    value = line[start:end]
    if value[0] not in _OPENS or value[-1] not in _CLOSES or len(value) < 3:
        return None
    inner = value[1:-1].strip()
    message = f"括号用了“{value[0]}”，应为半角的方括号"
    field = key.removesuffix(": ")
    if field in TEXTS:
        return None
    if is_list_of_words(field):
        if re.search(rf"[{re.escape(_OPENS + _CLOSES)}]", inner):
            return None
        fixed = f"[{', '.join(_PART.split(inner.strip('，,')))}]"
    elif _COUNTS.fullmatch(inner):
        message = f"括号用了“{value[0]}”，应为半角的花括号"
        parts = (_COLON.split(part) for part in _PART_OF_COUNTS.split(inner))
        fixed = f"{{{', '.join(': '.join(part) for part in parts)}}}"
    else:
        return None
    is_certain = value[0] + value[-1] == "【】" and fixed[0] == "[" and "、" not in inner
    edits = ((number, TextEdit(start, end, fixed)),)
    return Repair(number, start, "A106", message, fix(fixed), edits, is_certain)


def dashes(number: int, line: str, start: int, key: str) -> Repair | None:
    """``lead: - 甲``: a list that begins on the line of its key."""
    end = content_end(line, start)
    if line[start] != "-" or not is_list_of_words(key.removesuffix(": ")):
        return None
    items = _DASH.split(f" {line[start:end]}")[1:]
    fixed = f"[{', '.join(items)}]"
    edits = ((number, TextEdit(start, end, fixed)),)
    message = "列表不能用横线写在这里"
    return Repair(number, start, "A113", message, fix(f"{key}{fixed}"), edits)
