"""Sequences and mappings in brackets that are none of YAML's: 【甲，乙】, （甲: 1）."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import NAME_LISTS, TEXT_FIELDS
from anju_cli.parsing.lexer import tokens
from anju_cli.parsing.lexer.characters import COUNT
from anju_cli.parsing.lines import Line, Repair, change_to

_OPENS, _CLOSES = "【（「『〔(［｛[{", "】）」』〕)］｝]}"
_GAP = r"(?:(?<!\s)\s+)?"  # \s* that is tried once for each run of blanks
_COMMA = re.compile(rf"{_GAP}[，,；;﹐﹔]\s*")
_COUNTS_COMMA = re.compile(rf"{_GAP}[，,、；;﹐､﹑﹔]\s*")
_COLON = re.compile(r"(?:(?<![ \t])[ \t]+)?[:：]\s*")
_DASH = re.compile(r"(?<!\s)\s+-\s*")
_COUNTED = rf"[^\s:：]+[ \t]*[:：]\s*{COUNT}"
_COUNTS = re.compile(rf"{_COUNTED}(?:\s*[，,、；;﹐､﹑﹔]\s*{_COUNTED})*")


def foreign_brackets(line: Line, start: int, prefix: str) -> Repair | None:
    """Repair names or counts in brackets of another kind.

    They are certainly a sequence where only names can be, in brackets that no name has.
    """
    end, key = tokens.content_end(line, start), prefix.removesuffix(": ")
    value = line[start:end]
    is_enclosed = value[0] in _OPENS and value[-1] in _CLOSES and len(value) > 2
    if not is_enclosed or key in TEXT_FIELDS:
        return None
    inner = value[1:-1].strip()
    if key in NAME_LISTS:
        if re.search(rf"[{re.escape(_OPENS + _CLOSES)}]", inner):
            return None
        name, fixed = "方括号", f"[{', '.join(_COMMA.split(inner.strip('，,')))}]"
    elif _COUNTS.fullmatch(inner):
        pairs = (_COLON.split(pair) for pair in _COUNTS_COMMA.split(inner))
        name, fixed = "花括号", f"{{{', '.join(': '.join(pair) for pair in pairs)}}}"
    else:
        return None
    is_certain = value[0] + value[-1] == "【】" and fixed[0] == "[" and "、" not in inner
    message, edit = f"括号用了“{value[0]}”，应为半角的{name}", TextEdit(start, end, fixed)
    hint = change_to(fixed)
    return line.repair(start, "A106", message, hint, edit, is_certain=is_certain)


def dashes_behind_key(line: Line, start: int, prefix: str) -> Repair | None:
    """Repair a sequence that begins on the line of its key: ``lead: - 甲``."""
    end = tokens.content_end(line, start)
    if line[start] != "-" or prefix.removesuffix(": ") not in NAME_LISTS:
        return None
    fixed = f"[{', '.join(_DASH.split(f' {line[start:end]}')[1:])}]"
    edit, hint = TextEdit(start, end, fixed), change_to(f"{prefix}{fixed}")
    return line.repair(start, "A113", "列表不能用横线写在这里", hint, edit)
