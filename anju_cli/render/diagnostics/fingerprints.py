"""Tell diagnostics apart for readers who compare two reports of the same data."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from anju_cli.diagnostics import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return one for each of ``diagnostics``, all different.

    Each stays the same while lines are put in or taken out around it, since ``Diagnostic.core``
    does; of those that are alike the first, second … keep theirs.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    marks = []
    for diagnostic in diagnostics:
        counts[diagnostic.core] += 1
        text = "\0".join((*diagnostic.core, str(counts[diagnostic.core])))
        marks.append(hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32])
    return marks
