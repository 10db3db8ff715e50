"""The faults of the lines, one kind after the other: conflicts, invisible characters, layout."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, TextEdit
from anju_cli.parsing.lexer.characters import (
    INVISIBLE,
    PRIVATE,
    RADICALS,
    has_marks_of_conflicts,
    has_strange,
)
from anju_cli.parsing.parser.block import repair_layout
from anju_cli.parsing.source import Source, with_edits

_MARKED = re.compile(r"^[ \t]*+[<>|=]{7}", re.MULTILINE)
_MARKER = re.compile(r"(?P<indent>[ \t]*)(?:(<{7}|>{7}|\|{7})( |$)|={7}[ \t]*$)")
_INVISIBLE = re.compile(
    f"[{INVISIBLE}]"
    # What makes a coloured sign of an emoji is right behind one.
    "(?<![#*0-9\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]\ufe0f)"
)
_BLANK = frozenset("\u115f\u1160\u2800\u3164")
"""Of those, what is as wide as a blank, and may stand for one."""

_PRIVATE = re.compile(f"[{PRIVATE}]")
_RADICAL = re.compile(f"[{RADICALS}]")
_SUPPLEMENT = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
"""The radicals that are a whole character, after the names that Unicode gives them; those
of the other block NFKC knows."""

_NAMES = {
    "\u00ad": "软连字符",
    "\u034f": "组合用字形连接符",
    "\u061c": "阿拉伯字母标记",
    "\u115f": "韩文填充符",
    "\u1160": "韩文填充符",
    "\u180e": "蒙古文元音分隔符",
    "\u2800": "空白盲文",
    "\u3164": "韩文填充符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左到右标记",
    "\u200f": "从右到左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u2060": "词连接符",
    "\ufeff": "字节顺序标记",
    "\ufffe": "非字符",
    "\uffff": "非字符",
}


def repair(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """Name the faults of the lines; return the text as it was meant.

    No text comes back when nobody can tell what was meant (merge conflicts), or
    after more than ``MOST_PROBLEMS`` of one kind.
    """
    diagnostics = _conflicts(source)
    if diagnostics:
        return None, diagnostics
    invisible: list[Diagnostic] = []
    private: list[Diagnostic] = []
    radicals: list[Diagnostic] = []
    if has_strange(source):
        source, invisible = _without(source, _INVISIBLE, lambda _: "", _invisible_words)
        source, private = _without(source, _PRIVATE, lambda _: "", _private_words)
        source, radicals = _without(source, _RADICAL, _character, _radical_words)
    strange = [*invisible, *private, *radicals]
    if len(strange) > MOST_DIAGNOSTICS:
        return None, strange
    source, repairs = repair_layout(source)
    return (None if len(repairs) > MOST_DIAGNOSTICS else source), [*strange, *repairs]


def _conflicts(source: Source) -> list[Diagnostic]:
    """One diagnostic for each conflict, at its first marker."""
    diagnostics: list[Diagnostic] = []
    inside = False
    if not has_marks_of_conflicts(source) or not _MARKED.search(source.text):
        return diagnostics
    for number, line in enumerate(source.lines, 1):
        match = _MARKER.match(line)
        if match is None:
            continue
        at = match.end("indent")
        if at and not inside and line[at] != "<":
            continue  # a line of a text, rather
        if not inside:
            message = "这里有没解决的合并冲突"
            hint = "留下正确的一份，删去 <<<<<<<、=======、>>>>>>> 这几行"
            diagnostics.append(source.diagnostic(number, at + 1, "A101", message, hint))
            if len(diagnostics) > MOST_DIAGNOSTICS:
                break
        inside = line[at] != ">"
    return diagnostics


def _without(
    source: Source,
    pattern: re.Pattern[str],
    replacement: Callable[[str], str],
    words: Callable[[list[str]], tuple[str, str]],
) -> tuple[Source, list[Diagnostic]]:
    """The text with the characters of a pattern replaced, and one diagnostic a line."""
    diagnostics: list[Diagnostic] = []
    if not pattern.search(source.text):
        return source, diagnostics
    edits: dict[int, list[TextEdit]] = defaultdict(list)
    for number, line in enumerate(source.lines, 1):
        found = list(pattern.finditer(line))
        if found:
            message, hint = words([match.group() for match in found])
            at = found[0].start() + 1
            edits[number] = [TextEdit(*match.span(), replacement(match.group())) for match in found]
            doubtful = any(
                match.group() in _BLANK
                or _PRIVATE.match(match.group())
                or edit.text == match.group()
                for match, edit in zip(found, edits[number], strict=True)
            )
            certain = () if doubtful else tuple((number, edit) for edit in edits[number])
            diagnostics.append(source.diagnostic(number, at, "A111", message, hint, edits=certain))
            if len(diagnostics) > MOST_DIAGNOSTICS:
                break
    return with_edits(source, edits), diagnostics


def _invisible_words(found: list[str]) -> tuple[str, str]:
    other = "变体选择符" if "\ufe00" <= found[0] <= "\ufe0f" else "控制字符"
    code = f"U+{ord(found[0]):04X}（{_NAMES.get(found[0], other)}）"
    if len(found) == 1:
        return f"这里有一个看不见的字符 {code}", "请删去这个字符"
    return f"这一行有 {len(found)} 个看不见的字符，第一个是 {code}", "请删去这些字符"


def _private_words(found: list[str]) -> tuple[str, str]:
    said = "、".join(dict.fromkeys(f"U+{ord(one):04X}" for one in found))
    return f"这里用的是自造字 {said}，换一台电脑就看不出是什么字", "换成输入法里有的字"


def _character(radical: str) -> str:
    """The character that a radical looks like; the radical where there is none."""
    return unicodedata.normalize("NFKC", radical.translate(_SUPPLEMENT))


def _radical_words(found: list[str]) -> tuple[str, str]:
    said = "、".join(dict.fromkeys(f"U+{ord(one):04X}" for one in found))
    right = "、".join(dict.fromkeys(f"“{_character(one)}”" for one in found))
    if any(_character(one) == one for one in found):
        return f"这里用的是部首符号 {said}，不是汉字", "换成输入法里有的字"
    return f"这里用的是部首符号 {said}，看上去与汉字相同，却不是汉字", f"重新输入{right}"
