"""The baseline of ``--since``: diagnostics that a revision of git had are not new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from anju_cli.diagnostics import Diagnostic
from anju_cli.storage.folders import Folder
from anju_cli.storage.git import files_at
from anju_cli.validation.loader import MAX_BYTES, Given, Loaded, load


def since(
    loaded: Loaded, folder: Folder, revision: str, today: date, variables: Mapping[str, str]
) -> list[Diagnostic]:
    """List the diagnostics of ``loaded`` that ``folder`` did not have in ``revision``.

    Raises RevisionNotFound. What a file holds that the revision lacks is all new.
    """
    contents = files_at(folder.path, revision, MAX_BYTES, variables)
    then = {
        kind: Given(file, contents.get(f"{kind}.yaml", b"")) for kind, file in loaded.files.items()
    }
    return only_new(loaded.diagnostics, load(folder.path, folder.shown, today, then).diagnostics)


def only_new(diagnostics: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> list[Diagnostic]:
    """List those of ``diagnostics`` that are not among ``earlier``.

    The same message about the same text is the same diagnostic, wherever it stood then.
    Of one that is there twice and was there once, the second is new.
    """
    known = Counter(diagnostic.core for diagnostic in earlier)
    new = []
    for diagnostic in diagnostics:
        if known[diagnostic.core]:
            known[diagnostic.core] -= 1
        else:
            new.append(diagnostic)
    return new
