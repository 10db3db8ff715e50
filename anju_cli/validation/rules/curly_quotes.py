"""Values that stand whole in curly quotes, which YAML takes for a part of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anju_cli.model.schema import Done, TasksFile, UnitsFile
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.text.lenient import QUOTES, quoted, unquoted
from anju_cli.validation.rules.violation import Files, Violation

_Value = tuple[Path, str | None]


def values_have_no_quotes(files: Files) -> Iterator[Violation]:
    """No value stands whole in “” (A405): an error where it is a name or an address,
    which nobody finds then; a text may be meant to, and is where YAML's own quotes or a
    block are around it."""
    values: list[tuple[FileKind, _Value]] = []
    if files.units:
        values += [("units", one) for one in _of_units(files.units)]
    if files.tasks:
        values += [("tasks", one) for one in _of_tasks(files.tasks)]
    for file, (path, value) in values:
        bare = unquoted(value or "")
        if bare == (value or ""):
            continue
        message = f"整个值在弯引号里，引号会成为内容：{quoted(bare)}"
        if path[-1] == "district":
            yield Violation(file, path, "A405", message, f"改为：{bare}")
        elif path[-1] == "link":
            yield Violation(file, path, "A405", message, f"改为：{bare}", written=bare)
        else:
            hint = "不要引号的，删去两边的弯引号；原文就有引号的，外面再加一对半角引号"
            yield Violation(file, path, "A405", message, hint, severity="warning", only_plain=True)


def _of_units(units: UnitsFile) -> Iterator[_Value]:
    yield ("district",), units.district
    for index, unit in enumerate(units.units):
        yield from _begun(unit, ("units", index), "note")
    for index, group in enumerate(units.groups):
        yield from _begun(group, ("groups", index), "note")


def _of_tasks(tasks: TasksFile) -> Iterator[_Value]:
    yield ("plan", "title"), tasks.plan.title
    for index, section in enumerate(tasks.sections):
        yield ("sections", index, "title"), section.title
    for index, task in enumerate(tasks.tasks):
        path: Path = ("tasks", index)
        yield from _begun(task, path, "title", "note")
        for at, deadline in enumerate(task.deadlines):
            inner = (*path, "deadlines", at)
            yield from _begun(deadline, inner, "what", "note")
            if deadline.kind == "周期":
                for label, done in deadline.done.items():
                    yield from _of_done(done, (*inner, "done", label))
            elif deadline.kind == "事后限时":
                for number, one in enumerate(deadline.occurrences):
                    yield from _begun(one, (*inner, "occurrences", number), "what")
                    yield from _of_done(one.done, (*inner, "occurrences", number, "done"))
            else:
                yield from _of_done(deadline.done, (*inner, "done"))


def _of_done(done: Done | None, path: Path) -> Iterable[_Value]:
    return _begun(done, path, "note", "link") if done else ()


def _begun(record: object, path: Path, *keys: str) -> list[_Value]:
    """The fields that begin with a curly quote: few of them all."""
    values = [(key, getattr(record, key)) for key in keys]
    return [((*path, key), value) for key, value in values if value and value[0] in QUOTES]
