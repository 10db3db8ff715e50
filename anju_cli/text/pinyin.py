"""Chinese names as they are typed in Latin letters: sfj, sifaju or sifj for 司法局."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_JOINS = "'’ʼ`-_"
"""What people write between syllables: xi'an."""


def latin(typed: str) -> str:
    """``typed`` as it is compared: half-width, small, with v for ü, without blanks and what
    joins syllables; empty where it is no Latin word."""
    text = "".join(unicodedata.normalize("NFKC", typed).lower().split())
    text = "".join(sign for sign in text if sign not in _JOINS).replace("ü", "v")
    return text if text.isascii() and text.isalnum() and not text.isdigit() else ""


class Pinyin:
    """How some names are spelt.

    Each character may stand as a whole syllable or as what it begins with (s; zh or z), in
    any mixture, as in an input method. What is no Chinese character stands for itself;
    punctuation is passed over.

    A name does not say which reading a character has in it (重 chong, zhong), so every one
    counts, also those that hardly anybody knows (信 shen). Of the characters in ``usual_in``
    these do not: see ``_usual``.
    """

    def __init__(self, names: Iterable[str], *, usual_in: Collection[str] = ()) -> None:
        characters = sorted({sign for name in names for sign in name})
        known = _readings([sign for sign in characters if _is_chinese(sign)])
        known = {**known, **_usual({sign: known[sign] for sign in known if sign in usual_in})}
        self._syllables = {sign: tuple(known.get(sign, _itself(sign))) for sign in characters}
        self._forms = {
            sign: tuple(dict.fromkeys(form for one in syllables for form in _forms_of(one)))
            for sign, syllables in self._syllables.items()
        }

    def ends(self, name: str, word: str, starts: Iterable[int] = (0,)) -> frozenset[int]:
        """Where in ``word`` the whole name may end that begins at one of ``starts``. A
        name has far more spellings than characters; this looks at none of them twice."""
        places = frozenset(starts)
        for sign in name:
            forms = self._forms[sign]
            if forms:
                places = frozenset(
                    place + len(form)
                    for place in places
                    for form in forms
                    if word.startswith(form, place)
                )
        return places

    def fits(
        self, name: str, word: str, starts: Iterable[int] = (0,), *, begun: bool = False
    ) -> bool:
        """Whether what stands in ``word`` from one of ``starts`` on is the whole name; with
        ``begun``, how it begins, be it to the middle of a syllable."""
        if not begun:
            return len(word) in self.ends(name, word, starts)
        places = frozenset(starts)
        for sign in name:
            if len(word) in places:
                return True
            if any(form.startswith(word[at:]) for at in places for form in self._forms[sign]):
                return True
            places = self.ends(sign, word, places)
        return len(word) in places

    def whole(self, name: str, word: str) -> str:
        """The name in whole syllables, in the readings in which ``word`` may begin it (see
        ``fits``); empty where it cannot. Every letter of ``word`` stands in it in order."""
        dead: set[tuple[int, int]] = set()

        def rest(index: int, at: int) -> str | None:
            if at == len(word) or index == len(name):
                return self.usual(name[index:])[0] if at == len(word) else None
            if not self._forms[name[index]]:
                return rest(index + 1, at)
            for syllable in () if (index, at) in dead else self._syllables[name[index]]:
                for form in sorted(_forms_of(syllable), key=len, reverse=True):
                    as_typed = form if len(form) == len(syllable) else syllable
                    if form.startswith(word[at:]):
                        return as_typed + self.usual(name[index + 1 :])[0]
                    tail = rest(index + 1, at + len(form)) if word.startswith(form, at) else None
                    if tail is not None:
                        return as_typed + tail
            dead.add((index, at))
            return None

        return rest(0, 0) or ""

    def usual(self, name: str) -> tuple[str, str]:
        """The name in whole syllables and in initials, by the first reading of each
        character: to tell what a misspelt word is near to, not what it means."""
        spelt = [self._syllables[sign][0] for sign in name if self._syllables[sign]]
        return "".join(spelt), "".join(one[0] for one in spelt)


def _is_chinese(sign: str) -> bool:
    return not sign.isascii() and (sign.isalpha() or sign.isnumeric())  # 〇 is a number


def _itself(sign: str) -> list[str]:
    """What a sign that has no reading is compared as."""
    text = latin(f"a{sign}").removeprefix("a")
    return [text] if text else []


def _forms_of(syllable: str) -> Iterator[str]:
    yield syllable
    if "v" in syllable:
        yield syllable.replace("v", "u")  # 旅 is typed lv, and by many lu
    yield syllable[0]
    if syllable[:2] in ("zh", "ch", "sh"):
        yield syllable[:2]


# -- readings ----------------------------------------------------------------

Readings = Mapping[str, Sequence[str]]
"""The syllables of each Chinese character, without tones."""


def _readings(characters: Sequence[str]) -> Readings:
    """Every syllable of each character, the first of the dictionary first.

    pypinyin reads dictionaries of 3 MB when it is imported, which takes several times as
    long as an answer. Of its table of characters only the lines asked for are looked up
    here: the characters come in ascending order, as the table's lines do, so that one
    pass finds them all. Were it in another order, the search would be slow, not wrong.
    """
    table = _file("pinyin_dict.json")  # {"21496": "sī", …}
    if table is None:
        return {sign: all_read for sign in characters if (all_read := _by_library(sign))}
    from json import loads

    found: dict[str, Sequence[str]] = {}
    at = 0
    for sign in characters:
        key = f'"{ord(sign)}": '.encode()
        place = table.find(key, at)
        if place < 0:
            place = table.find(key)
        if place >= 0:
            at = place
            start = place + len(key)
            value = loads(table[start : table.index(b'"', start + 1) + 1])
            found[sign] = _syllables(value.split(","))
    return found


def _usual(readings: Readings) -> Readings:
    """The readings less those that are rare: a character has them in fewer than one in a
    hundred of the phrases in which pypinyin's list has it, or in one alone. 会 is usually
    hui and kuai, 广 guang and not yan, 信 xin and not shen. What stands in no phrase keeps
    all readings.
    """
    # {"信任": [["xìn"], ["rèn"]], …}
    phrases = _file("phrases_dict.json") if readings else None
    if phrases is None:
        return readings
    usual: dict[str, Sequence[str]] = {}
    for sign, syllables in readings.items():
        times = _times(sign, phrases) if len(syllables) > 1 else {}
        total = sum(times.values())
        often = [one for one in syllables if (n := times.get(one, 0)) > 1 and n * 100 >= total]
        usual[sign] = often or syllables
    return usual


def _times(sign: str, phrases: bytes) -> dict[str, int]:
    """How many phrases have the character in each of its readings."""
    from json import loads

    times: dict[str, int] = {}
    letters = sign.encode()
    at = phrases.find(letters)
    while at >= 0:
        start, end = phrases.rindex(b'"', 0, at) + 1, phrases.index(b'"', at)
        last = phrases.index(b'"', phrases.index(b":", end))
        phrase = phrases[start:end].decode()
        spelt = []
        for _ in phrase:
            close = phrases.index(b'"', last + 1)
            spelt.append(phrases[last : close + 1])
            last = phrases.index(b'"', close + 1)
        for one in _syllables([loads(spelt[phrase.index(sign)])]):
            times[one] = times.get(one, 0) + 1
        at = phrases.find(letters, end)
    return times


def _file(name: str) -> bytes | None:
    """A file of pypinyin, through its loader, which also reads out of a zipped program;
    None where this version keeps its dictionaries in another way."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("pypinyin")
    folder = (spec.submodule_search_locations or [""])[0] if spec is not None else ""
    read = getattr(spec and spec.loader, "get_data", None)
    try:
        return read(f"{folder}/{name}") if read is not None else None
    except OSError:
        return None


def _by_library(sign: str) -> Sequence[str]:
    from pypinyin import Style, pinyin

    return _syllables(pinyin(sign, style=Style.TONE, heteronym=True)[0])


def _syllables(readings: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(plain for one in readings if (plain := _plain(one))))


def _plain(reading: str) -> str:
    """lǚ → lv, ē → e. What is no Latin syllable then (pypinyin gives back a character that
    it does not know) is none."""
    parts = unicodedata.normalize("NFD", reading.strip()).replace("u\u0308", "v")
    letters = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return letters if letters.isascii() and letters.isalpha() else ""
