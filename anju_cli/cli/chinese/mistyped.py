"""Mistyped commands and options: dashes of an input method, and the nearest names."""

from __future__ import annotations

from collections.abc import Iterable

from anju_cli.text.fuzzy import spelt_like

_MOST = 3


def has_odd_dash(word: str) -> bool:
    """Tell whether a word begins with what input methods make of a dash."""
    return not word.startswith("-") and plain(word).startswith("-")


def plain(word: str) -> str:
    """Return the word as it may be meant: ``--unit`` of ``—Unit＝甲``."""
    from unicodedata import normalize

    name = normalize("NFKC", word).lower().partition("=")[0]
    bare = _bare(name)
    if bare == name:
        return name
    return f"--{bare}" if len(bare) > 1 else f"-{bare}"


def nearest(typed: str, names: Iterable[str]) -> list[str]:
    """Return up to three of ``names`` that ``typed`` is like, the nearest first.

    Dashes do not count.
    """
    names = list(names)
    meant = plain(typed)
    if meant in names:
        return [meant]
    # A single letter is like any other.
    table = {_bare(name): name for name in names if len(_bare(name)) > 1}
    return [table[bare] for bare in spelt_like(_bare(meant), table)][:_MOST]


def _bare(name: str) -> str:
    return name.lstrip("-‐‑‒–—―−")
