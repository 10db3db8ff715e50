"""Likeness of names and words, to offer what a misspelt one was meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def nearest(query: str, choices: dict[str, str] | Iterable[str]) -> tuple[str, ...]:
    """Find the Chinese names among ``choices`` that are like ``query``, likest first.

    What counts is how much of the query stands in the choice in the same order, since
    clerks shorten names that way (人社局 for 人力资源社会保障局); then how much of the
    choice is left over. At least three characters of five must stand there. With the
    nearest come those hardly farther; others would only distract.

    ``choices`` may map the forms to compare to the names to return.
    """
    from rapidfuzz.distance import Indel, LCSseq

    table = choices if isinstance(choices, dict) else {choice: choice for choice in choices}
    least = -(-len(query) * 3 // 5)
    scored: list[tuple[int, float, int, str]] = []
    for position, (form, name) in enumerate(table.items()):
        shared = LCSseq.similarity(query, form)
        if form in query and len(form) > 1:
            shared = max(shared, least)  # 街道 in 街道办事处
        if shared >= max(least, 1):
            scored.append((-shared, Indel.normalized_distance(query, form), position, name))
    scored.sort()
    return tuple(
        name
        for missing, distance, _, name in scored
        if missing == scored[0][0] and distance <= scored[0][1] + 0.1
    )


def spelt_like(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Find the Latin words among ``choices`` spelt like ``word``, likest first.

    Nearness is the number of letters to add and to take away: two of five at the most
    (titel is title, due is not done). With the nearest come those one letter farther.
    """
    from rapidfuzz.distance import Indel

    scored: list[tuple[int, int, str]] = []
    for position, choice in enumerate(choices):
        apart = Indel.distance(word.lower(), choice)
        if apart * 5 <= (len(word) + len(choice)) * 2:
            scored.append((apart, position, choice))
    scored.sort()
    return tuple(choice for apart, _, choice in scored if apart <= scored[0][0] + 1)


def did_you_mean(names: Sequence[str], otherwise: str = "", *, are_typed: bool = False) -> str:
    """Ask whether one of ``names`` was meant; without any, say ``otherwise``.

    Names of the plan stand in a list; words that are typed as they stand (``are_typed``), such
    as options, within the sentence.
    """
    if not names:
        return otherwise
    choice = f" {' 或 '.join(names)}" if are_typed else f"：{'、'.join(names)}"
    return f"您要找的是不是{choice}？"


def folded(text: str) -> str:
    """Fold a text for a search: width, case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
