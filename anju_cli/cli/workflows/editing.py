"""What an edit of a plan's files is worth: whether it may be saved, and saving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from anju_cli.cli.workflows.drafts import Draft
from anju_cli.diagnostics import Diagnostic, has_errors
from anju_cli.storage.destination import OutputError, alone_in, write_back
from anju_cli.storage.folders import FileKind
from anju_cli.validation.baseline import only_new
from anju_cli.validation.fixer import fix
from anju_cli.validation.loader import Given, Loaded, load


@dataclass(frozen=True)
class PlanEdit:
    """Files of a folder with other ``contents`` than they had ``before``, and what is
    found with these. ``shown`` is how the folder is called."""

    before: Loaded
    after: Loaded
    contents: Mapping[FileKind, bytes]
    shown: str
    today: date

    @classmethod
    def of(
        cls, before: Loaded, contents: Mapping[FileKind, bytes], shown: str, today: date
    ) -> PlanEdit:
        """Check the edit; nothing is written."""
        given = {kind: Given(before.files[kind], data) for kind, data in contents.items()}
        after = load(before.folder, shown, today, given)
        return cls(before, after, contents, shown, today)

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of the files that are edited."""
        return frozenset(self.before.files[kind] for kind in self.contents)

    @cached_property
    def own(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the edited files, whoever did it."""
        return self._of_the_edited(self.after.diagnostics)

    @cached_property
    def caused(self) -> tuple[Diagnostic, ...]:
        """What is wrong in other files and was not before."""
        others = [
            diagnostic for diagnostic in self.after.diagnostics if diagnostic.file not in self.files
        ]
        return tuple(only_new(others, self.before.diagnostics))

    @property
    def other_errors(self) -> tuple[Diagnostic, ...]:
        """Errors in other files, caused or not."""
        return tuple(
            diagnostic
            for diagnostic in self.after.diagnostics
            if diagnostic.file not in self.files and diagnostic.severity == "error"
        )

    @property
    def is_valid(self) -> bool:
        """Whether it may be saved: no errors in the edited files, and it breaks no other.

        Errors elsewhere that were there before do not matter, else two broken files
        could never be fixed one by one. Nor do those that come to light, because an
        edited file had errors that hid them.
        """
        hid = has_errors(self._of_the_edited(self.before.diagnostics))
        return not has_errors(self.own) and (hid or not has_errors(self.caused))

    def _of_the_edited(self, diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic for diagnostic in diagnostics if diagnostic.file in self.files)

    def fixed(self) -> tuple[Mapping[FileKind, bytes], tuple[Diagnostic, ...]]:
        """The contents of edited files that have faults with one fix, without
        these; and the faults. Files that are not edited are left alone."""
        fixed = fix(self.after, self.shown, self.today)
        contents = {kind: data for kind, data in fixed.contents.items() if kind in self.contents}
        return contents, self._of_the_edited(fixed.diagnostics)


@dataclass(frozen=True)
class Saved:
    """The files that have been written, and why the others have not."""

    kinds: tuple[FileKind, ...]
    failure: str | None = None


def save(edit: PlanEdit, drafts: Mapping[FileKind, Draft]) -> Saved:
    """Put the edited files in their places, each in one step, unless somebody has
    changed one of them meanwhile: then none."""
    try:
        with alone_in(edit.before.folder, edit.shown):
            return _save(edit, drafts)
    except OutputError as error:
        return Saved((), str(error))


def _save(edit: PlanEdit, drafts: Mapping[FileKind, Draft]) -> Saved:
    before = edit.before
    kinds = tuple(edit.contents)
    changed = [
        before.files[kind] for kind in kinds if not drafts[kind].is_of(before.contents[kind])
    ]
    if changed:
        return Saved((), f"{'、'.join(changed)} 在您编辑的时候被别的程序改过，没有盖掉它。")
    for done, kind in enumerate(kinds):
        file, old = before.files[kind], before.contents[kind]
        try:
            write_back(drafts[kind].file, file, old, edit.contents[kind])
        except OutputError as error:
            return Saved(kinds[:done], str(error))
    return Saved(kinds)
