"""Tables in Markdown, and their place in a file between two marks."""

from __future__ import annotations

from collections.abc import Sequence


def table(*rows: Sequence[str], columns: str) -> list[str]:
    """The lines of a table; the first row is the head, ``columns`` has l or r for each
    column."""
    marks = [":--" if side == "l" else "--:" for side in columns]
    return [
        "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |"
        for row in (rows[0], marks, *rows[1:])
    ]


def marks(name: str) -> tuple[str, str]:
    """The lines before and after what a script writes."""
    return f"<!-- {name} -->", f"<!-- /{name} -->"


def put_between(text: str, name: str, written: str) -> str:
    """``text`` with ``written`` between the marks of ``name``; ValueError if it has none."""
    first, last = marks(name)
    before, found, rest = text.partition(first)
    _, closed, after = rest.partition(last)
    if not (found and closed):
        raise ValueError(f"no {first} … {last}")
    return f"{before}{first}\n\n{written.strip()}\n\n{last}{after}"
