"""What a mistyped command or option was meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from anju_cli.text.fuzzy import spelt_like

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

    Dashes do not count.
    """
    names = list(names)
    meant = plain(typed)
    if meant in names:
        return [meant]
    # A single letter is like any other.
    table = {_bare(name): name for name in names if len(_bare(name)) > 1}
    return [table[bare] for bare in spelt_like(_bare(meant), table)][:_MOST]


def did_you_mean(names: Iterable[str]) -> str:
    """The question whether one of ``names`` was meant."""
    return f"您要找的是不是 {' 或 '.join(names)}？"


def _bare(name: str) -> str:
    return name.lstrip("-‐‑‒–—―−")
