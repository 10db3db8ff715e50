"""The columns that text takes on the screen, and where its lines may break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

# The characters official Chinese is written with, whose width needs no table: loading
# wcwidth costs more than the interpreter's own start. First and last of each range.
_WIDE = (
    *("\u4e00\u9fff", "\u3000\u3029", "\uff01\uff60", "\u3041\u3096"),
    *("\u30a0\u30ff", "\u3400\u4dbf", "\uffe0\uffe6"),
)
_NARROW = (
    *("\x20\x7e", "\xa0\xac", "\xae\u02ff", "\u2010\u2027"),
    *("\u2190\u22ff", "\u2400\u2426", "\u2500\u25fc"),
)


class _Widths(dict[str, int]):
    """Widths of the ordinary characters that were looked up."""

    def __missing__(self, character: str) -> int:
        for width, ranges in ((2, _WIDE), (1, _NARROW)):
            if any(ends[0] <= character <= ends[1] for ends in ranges):
                self[character] = width
                return width
        raise KeyError(character)


_width_of = _Widths().__getitem__

_NEVER_FIRST = frozenset("，。、；：！？）》〉」』】〕｝”’…—～·％℃,.;:!?)]}%")
_NEVER_LAST = frozenset("（《〈「『【〔｛“‘￥([{")


def display_width(text: str) -> int:
    """Count the columns of ``text``: a Chinese character 2, an accent or a joiner 0.
    Control characters count as 0; ``invisible.visible`` gives them a form first."""
    if text.isascii() and text.isprintable():
        return len(text)
    try:
        return sum(map(_width_of, text))
    except KeyError:
        return _looked_up(text)


def _looked_up(text: str) -> int:
    from wcwidth import wcswidth, wcwidth

    width = wcswidth(text)
    return width if width >= 0 else sum(max(0, wcwidth(character)) for character in text)


def _is_ordinary(text: str) -> bool:
    try:
        return all(map(_width_of, text))
    except KeyError:
        return False


def pad(text: str, width: int, align: Literal["left", "right"] = "left") -> str:
    """Pad ``text`` with spaces to ``width`` columns; it stands on the side ``align``."""
    spaces = " " * (width - display_width(text))
    return text + spaces if align == "left" else spaces + text


def wrap(text: str, width: int) -> list[str]:
    """Wrap ``text`` into lines of at most ``width`` columns (2 at the least).

    Chinese breaks between any two characters, except that a closing mark never
    starts a line and an opening one never ends it (GB/T 15834-2011, 5.1); words
    and numbers of Latin letters stay whole unless one alone is too long. Line
    breaks of the text are kept; spaces at the end of a line are dropped.
    """
    return [line for part in text.split("\n") for line in _fill(part, max(width, 2))]


def longest_piece(text: str) -> int:
    """Count the columns of the longest part of ``text`` that ``wrap`` keeps whole."""
    pieces = (piece for part in text.split("\n") for piece in _pieces(part))
    return max((display_width(piece.strip()) for piece in pieces), default=0)


def _characters(text: str) -> Sequence[str]:
    """Split into characters as a reader counts them: a letter with its accents is one."""
    if _is_ordinary(text):
        return text
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


def _is_of_a_word(character: str) -> bool:
    return display_width(character) == 1 and (character.isascii() or character[0].isalnum())


def _may_break(before: str, after: str) -> bool:
    if "\xa0" in (before, after):
        return False
    begins_a_word = before.isspace() and after.isascii()  # .csv
    if after.isspace() or (after in _NEVER_FIRST and not begins_a_word):
        return False
    return before.isspace() or not (_is_of_a_word(before) and _is_of_a_word(after))


def _pieces(line: str) -> list[str]:
    """Cut ``line`` at every place where it may break."""
    pieces: list[str] = []
    start = end = 0
    before = last_mark = ""
    for character in _characters(line):
        if before and last_mark not in _NEVER_LAST and _may_break(before, character):
            pieces.append(line[start:end])
            start = end
        end += len(character)
        before = character
        last_mark = last_mark if character.isspace() else character
    return [*pieces, line[start:]]


def _fill(line: str, width: int) -> Iterator[str]:
    """Fill lines in time that grows with the length of ``line``, whatever its pieces are."""
    if display_width(line) <= width:
        yield line.rstrip()
        return
    current, columns = "", 0
    for piece in _pieces(line):
        if current.strip() and columns + display_width(piece.rstrip()) > width:
            yield current.rstrip()
            current, columns = "", 0
        current += piece
        columns += display_width(piece)
        if columns > width and display_width(text := current.rstrip()) > width:
            *heads, last = _cut(text, width)
            yield from (head.rstrip() for head in heads)
            current = last + current[len(text) :]
            columns = display_width(current)
    if current:
        yield current.rstrip()


def _cut(text: str, width: int) -> Iterator[str]:
    """Cut ``text`` into parts of as much as fits, one character at the least."""
    part, columns = "", 0
    for character in _characters(text):
        wide = display_width(character)
        if part and columns + wide > width:
            yield part
            part, columns = "", 0
        part += character
        columns += wide
    yield part
