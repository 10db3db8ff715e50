"""Cleanup before the parser: conflict markers, and characters that deceive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, TextEdit
from anju_cli.parsing.lexer.characters import (
    INVISIBLE,
    PRIVATE,
    RADICALS,
    has_conflict_markers,
    has_suspect,
)
from anju_cli.parsing.source import Source, too_many, with_edits

_MARKER = re.compile(r"(?P<indent>[ \t]*)(?:(<{7}|>{7}|\|{7})( |$)|={7}[ \t]*$)")
_INVISIBLE = re.compile(
    f"[{INVISIBLE}]"
    # The selector that makes an emoji coloured is right behind one.
    "(?<![#*0-9\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]\ufe0f)"
)
_GARBLED = re.compile("(?:[\xe2-\xef][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2})+")
"""UTF-8 that was read as Latin; of a few words only, or the file is not read at all."""
_CONTROL = re.compile("[\x80-\x9f]")
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


def clean(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """Replace suspect characters, with a diagnostic for each line of them.

    No text comes back when nobody can tell what was meant (merge conflicts), or of more than
    ``MOST_DIAGNOSTICS`` characters of one kind.
    """
    if conflicts := _conflicts(source):
        return None, conflicts
    diagnostics: list[Diagnostic] = []
    if has_suspect(source):
        if any(_is_flooded_by(each, source) for each in (_GARBLED, _INVISIBLE, _PRIVATE, _RADICAL)):
            return None, [too_many(source)]
        source, garbled = _replace(source, _GARBLED, _decoded, _garbled_message)
        source, invisible = _replace(source, _INVISIBLE, lambda _: "", _invisible_message)
        source, private = _replace(source, _PRIVATE, lambda _: "", _private_message)
        source, radicals = _replace(source, _RADICAL, _character, _radical_message)
        diagnostics = [*garbled, *invisible, *private, *radicals]
    return source, diagnostics


def _conflicts(source: Source) -> list[Diagnostic]:
    """Make one diagnostic for each merge conflict, at its first marker."""
    diagnostics: list[Diagnostic] = []
    is_inside = False
    for number, line in enumerate(source.lines if has_conflict_markers(source) else (), 1):
        match = _MARKER.match(line)
        if match is None:
            continue
        at = match.end("indent")
        if at and not is_inside and line[at] != "<":
            continue  # a line of a text, rather
        if not is_inside:
            message = "这里有没解决的合并冲突"
            hint = "留下正确的一份，删去 <<<<<<<、=======、>>>>>>> 这几行"
            diagnostics.append(source.diagnostic(number, at + 1, "A101", message, hint))
            if len(diagnostics) > MOST_DIAGNOSTICS:
                return [*diagnostics, too_many(source, number)]
        is_inside = line[at] != ">"
    return diagnostics


def _is_flooded_by(pattern: re.Pattern[str], source: Source) -> bool:
    return any(islice(pattern.finditer(source.text), MOST_DIAGNOSTICS, None))


def _replace(
    source: Source,
    pattern: re.Pattern[str],
    replacement: Callable[[str], str | None],
    message_of: Callable[[list[str]], tuple[str, str]],
) -> tuple[Source, list[Diagnostic]]:
    """Replace what a pattern finds, if it has a replacement; one diagnostic for each line."""
    diagnostics: list[Diagnostic] = []
    edits: list[tuple[int, TextEdit]] = []
    if not pattern.search(source.text):
        return source, diagnostics
    for number, line in enumerate(source.lines, 1):
        found = [
            (match.group(), TextEdit(*match.span(), text))
            for match in pattern.finditer(line)
            if (text := replacement(match.group())) is not None
        ]
        if not found:
            continue
        new = tuple((number, edit) for _, edit in found)
        edits += new
        is_certain = not any(
            char in _BLANK or _PRIVATE.match(char) or _CONTROL.search(char) or edit.text == char
            for char, edit in found
        )
        message, hint = message_of([char for char, _ in found])
        certain, at = new if is_certain else (), found[0][1].start + 1
        diagnostics.append(source.diagnostic(number, at, "A111", message, hint, edits=certain))
    return with_edits(source, edits), diagnostics


def _decoded(run: str) -> str | None:
    """Return what was garbled, where a control character shows that it was."""
    with suppress(UnicodeError):
        coded = b"".join(char.encode("latin-1" if char <= "\xff" else "cp1252") for char in run)
        return coded.decode("utf-8") if _CONTROL.search(run) else None
    return None


def _garbled_message(runs: list[str]) -> tuple[str, str]:
    words = "、".join(f"“{_decoded(run)}”" for run in runs)
    return f"这里的文字成了乱码，像是{words}", f"重新输入{words}"


def _invisible_message(chars: list[str]) -> tuple[str, str]:
    other = "变体选择符" if "\ufe00" <= chars[0] <= "\ufe0f" else "控制字符"
    code = f"U+{ord(chars[0]):04X}（{_NAMES.get(chars[0], other)}）"
    if len(chars) == 1:
        return f"这里有一个看不见的字符 {code}", "请删去这个字符"
    return f"这一行有 {len(chars)} 个看不见的字符，第一个是 {code}", "请删去这些字符"


def _private_message(chars: list[str]) -> tuple[str, str]:
    return f"这里用的是自造字 {_codes(chars)}，换一台电脑就看不出是什么字", "换成输入法里有的字"


def _radical_message(chars: list[str]) -> tuple[str, str]:
    if any(_character(char) == char for char in chars):
        return f"这里用的是部首符号 {_codes(chars)}，不是汉字", "换成输入法里有的字"
    right = "、".join(dict.fromkeys(f"“{_character(char)}”" for char in chars))
    message = f"这里用的是部首符号 {_codes(chars)}，看上去与汉字相同，却不是汉字"
    return message, f"重新输入{right}"


def _codes(chars: list[str]) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in chars))


def _character(radical: str) -> str:
    """Return the character that a radical looks like; the radical where there is none."""
    return unicodedata.normalize("NFKC", radical.translate(_SUPPLEMENT))
