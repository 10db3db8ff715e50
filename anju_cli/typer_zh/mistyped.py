"""What a mistyped command or option was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 3


def has_odd_dash(word: str) -> bool:
    """Whether it begins with a dash that input methods and word processors make of ``-``."""
    return not word.startswith("-") and plain(word).startswith("-")


def plain(word: str) -> str:
    """The word as it may be meant: half-width, small, ``--`` in front, without ``=…``."""
    from unicodedata import normalize

    name = normalize("NFKC", word).lower().partition("=")[0]
    bare = _bare(name)
    if bare == name:
        return name
    return f"--{bare}" if len(bare) > 1 else f"-{bare}"


def nearest(typed: str, names: Iterable[str]) -> list[str]:
    """Up to three of ``names``, the nearest first; none if ``typed`` is like none of them.

    Nearness is the number of letters to add and to take away. Only the nearest
    are offered, and what is but one letter farther; others would only distract.
    """
    from difflib import SequenceMatcher

    names = list(names)
    meant = plain(typed)
    if meant in names:
        return [meant]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_bare(meant))
    scored: list[tuple[int, int, str]] = []
    for position, name in enumerate(names):
        if len(_bare(name)) == 1:
            continue  # like any other letter
        matcher.set_seq1(_bare(name))
        total = len(_bare(name)) + len(_bare(meant))
        apart = total - 2 * sum(block.size for block in matcher.get_matching_blocks())
        if apart * 5 <= total * 2:
            scored.append((apart, position, name))
    scored.sort()
    return [name for apart, _, name in scored if apart <= scored[0][0] + 1][:_MOST]


def did_you_mean(names: Iterable[str]) -> str:
    """The question whether one of ``names`` was meant."""
    return f"您要找的是不是 {' 或 '.join(names)}？"


def _bare(name: str) -> str:
    return name.lstrip("-‐‑‒–—―−")
