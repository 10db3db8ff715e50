"""What may stand in a place, and which of it what is typed may become."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from anju_cli.text.fuzzy import folded


class Candidate(NamedTuple):
    """A word that may stand in a place, and what it means.

    It may be completed by any of ``names``; with ``takes_names`` the command itself
    understands them too, and their pinyin.
    """

    value: str
    help: str = ""
    names: tuple[str, ...] = ()
    takes_names: bool = False


class Choice(NamedTuple):
    """What may stand in a place: words, or what the shell itself knows to complete.

    An ``is_open`` word is not whole yet: no blank goes behind it.
    """

    candidates: tuple[Candidate, ...] = ()
    kind: Literal["words", "files", "folders"] = "words"
    is_open: bool = False


def beginning(candidates: Iterable[Candidate], typed: str) -> tuple[Candidate, ...]:
    """Return those that ``typed`` may become: by value, else by name, else by pinyin.

    Width and case do not count.
    """
    known = tuple(candidates)
    start = folded(typed)
    if not start:
        return known
    by_value = (each for each in known if folded(each.value).startswith(start))
    by_name = (each for each in known if any(folded(name).startswith(start) for name in each.names))
    return tuple(by_value) or tuple(by_name) or _spelt(known, typed)


def _spelt(candidates: tuple[Candidate, ...], typed: str) -> tuple[Candidate, ...]:
    from anju_cli.text.pinyin import fits, latin, spelling

    word = latin(typed)
    if not word:
        return ()
    return tuple(
        candidate
        for candidate in candidates
        if any(
            fits(spelling(name), word, begun=True)
            for name in (candidate.value, *candidate.names)
            if not name.isascii()
        )
    )


def in_other_words(candidate: Candidate, typed: str) -> str | None:
    """Return what the command takes for the candidate and has the typed letters in order.

    None where there is nothing of the kind.
    """
    if folded(candidate.value).startswith(folded(typed)):
        return candidate.value
    if not candidate.takes_names:
        return None
    for name in candidate.names:
        if name.startswith(typed):
            return name
    from anju_cli.text.pinyin import latin, spelling, whole

    word = latin(typed)
    spelt = (whole(spelling(name), word) for name in candidate.names)
    return next(filter(None, spelt), None) if word else None
