"""Chinese names as they are typed in Latin letters: sfj, sifaju or sifj for 司法局.

Each character may stand as a whole syllable or as what it begins with (s; zh or z), in any
mixture, as in an input method. What is no Chinese character stands for itself; punctuation
is passed over. A name does not say which reading a character has in it (重 chong, zhong),
so every one counts, also those that hardly anybody knows (信 shen): see ``as_read``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

_JOINS = "'’ʼ`-_"
"""What people write between syllables: xi'an."""

Spelling: TypeAlias = Sequence[Sequence[str]]
"""For each character of a name the syllables it may be, the most common first; none for
punctuation."""


def latin(typed: str) -> str:
    """Fold what was typed: half-width, small, v for ü, no blanks, no joins.
    Empty where it is no Latin word."""
    text = "".join(unicodedata.normalize("NFKC", typed).lower().split())
    text = "".join(sign for sign in text if sign not in _JOINS).replace("ü", "v")
    return text if text.isascii() and text.isalnum() and not text.isdigit() else ""


def spelling(name: str) -> Spelling:
    """Spell a name, each character in all its readings."""
    return tuple(map(_syllables, name))


def as_read(name: str) -> Spelling:
    """Spell a name as people read it.

    Each character has its first reading and the one that it has in these words (会 hui, in
    会计 also kuai; 信 xin, never shen).
    """
    from pypinyin import lazy_pinyin

    # What it cannot read comes back sign by sign, as documented; its stub knows text alone.
    in_words = lazy_pinyin(name, errors=list)  # type: ignore[arg-type]
    return tuple(
        tuple(syllable for syllable in syllables if syllable in (syllables[0], read))
        for syllables, read in zip(spelling(name), in_words, strict=True)
    )


def ends(spelling: Spelling, word: str) -> frozenset[int]:
    """Find where in ``word`` the whole name may end that begins it.
    A name has far more spellings than characters; this looks at none of them twice."""
    places = frozenset({0})
    for syllables in spelling:
        places = _behind(syllables, word, places)
    return places


def fits(
    spelling: Spelling, word: str, starts: Iterable[int] = (0,), *, begun: bool = False
) -> bool:
    """Whether ``word`` is the whole name from one of ``starts`` on.
    With ``begun``: whether it is how the name begins, be it to the middle of a syllable."""
    places = frozenset(starts)
    for syllables in spelling:
        forms = _forms(syllables) if begun else ()
        if any(form.startswith(word[at:]) for at in places for form in forms):
            return True
        places = _behind(syllables, word, places)
    return len(word) in places


def whole(spelling: Spelling, word: str) -> str:
    """Spell the name in whole syllables, as ``word`` may begin it (see ``fits``).
    Empty where it cannot. Every letter of ``word`` stands in the answer, in order."""
    dead: set[tuple[int, int]] = set()

    def rest(index: int, at: int) -> str | None:
        if at == len(word) or index == len(spelling):
            return usual(spelling[index:])[0] if at == len(word) else None
        if not spelling[index]:
            return rest(index + 1, at)
        for syllable in () if (index, at) in dead else spelling[index]:
            for form in sorted(_forms_of(syllable), key=len, reverse=True):
                as_typed = form if len(form) == len(syllable) else syllable
                if form.startswith(word[at:]):
                    return as_typed + usual(spelling[index + 1 :])[0]
                tail = rest(index + 1, at + len(form)) if word.startswith(form, at) else None
                if tail is not None:
                    return as_typed + tail
        dead.add((index, at))
        return None

    return rest(0, 0) or ""


def usual(spelling: Spelling) -> tuple[str, str]:
    """Spell the name in whole syllables and in initials, by its first readings.
    That tells what a misspelt word is near to, not what it means."""
    firsts = [syllables[0] for syllables in spelling if syllables]
    return "".join(firsts), "".join(syllable[0] for syllable in firsts)


def _behind(syllables: Sequence[str], word: str, places: frozenset[int]) -> frozenset[int]:
    """Find where a character ends that stands in ``word`` at one of ``places``."""
    if not syllables:
        return places
    return frozenset(
        at + len(form) for at in places for form in _forms(syllables) if word.startswith(form, at)
    )


@cache
def _forms(syllables: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for syllable in syllables for form in _forms_of(syllable)))


def _forms_of(syllable: str) -> Iterator[str]:
    yield syllable
    if "v" in syllable:
        yield syllable.replace("v", "u")  # 旅 is typed lv, and by many lu
    yield syllable[0]
    if syllable[:2] in ("zh", "ch", "sh"):
        yield syllable[:2]


@cache
def _syllables(sign: str) -> tuple[str, ...]:
    """List the readings of a character without tones; a letter or figure is itself."""
    from pypinyin import Style, pinyin

    for readings in pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore"):
        return tuple(reading for reading in dict.fromkeys(readings) if latin(reading))
    itself = latin(f"a{sign}").removeprefix("a")
    return (itself,) if itself else ()
