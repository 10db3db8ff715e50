"""What may stand in a place, and which of it what is typed may become."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple


class Candidate(NamedTuple):
    """A word that may stand there, what it means, and other names it may be typed by: in
    completing it, and where ``is_known_so`` also to the command itself, pinyin included."""

    value: str
    help: str = ""
    names: tuple[str, ...] = ()
    is_known_so: bool = False


class Choice(NamedTuple):
    """What may stand in a place: words, or what the shell itself knows to complete. An
    ``is_open`` word is not whole yet: no blank goes behind it."""

    candidates: tuple[Candidate, ...] = ()
    kind: Literal["words", "files", "folders"] = "words"
    is_open: bool = False


def beginning(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Those that ``typed`` may become: by the value, else by another name, else by the
    pinyin of either. Width and case do not count."""
    known = tuple(candidates)
    start = _plain(typed)
    if not start:
        return known
    for forms in (lambda one: (one.value,), lambda one: one.names):
        found = tuple(
            one for one in known if any(_plain(name).startswith(start) for name in forms(one))
        )
        if found:
            return found
    return _spelt(known, typed)


def _spelt(candidates: tuple[Candidate, ...], typed: str) -> tuple[Candidate, ...]:
    from anju_cli.text.pinyin import fits, latin, spelling

    word = latin(typed)
    names = {
        name: one for one in candidates for name in (one.value, *one.names) if not name.isascii()
    }
    if not word or not names:
        return ()
    found = {id(one): one for name, one in names.items() if fits(spelling(name), word, begun=True)}
    return tuple(found.values())


def in_other_words(candidate: Candidate, typed: str) -> str | None:
    """What begins with ``typed``, or has all its letters in order, and means the same to
    the command; None where there is nothing of the kind."""
    if _plain(candidate.value).startswith(_plain(typed)):
        return candidate.value
    if not candidate.is_known_so:
        return None
    for name in candidate.names:
        if name.startswith(typed):
            return name
    from anju_cli.text.pinyin import latin, spelling, whole

    word = latin(typed)
    spelt = (whole(spelling(name), word) for name in candidate.names)
    return next(filter(None, spelt), None) if word else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
