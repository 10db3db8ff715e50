"""A plan as it stood when its files were last read: a question need not check them again.

What a snapshot holds is never more than a folder's own files say. It is used only while
they, the program and the way the folder is called are byte for byte what they were, and
whatever is wrong with one, or with the place it lies in, is as if there were none.
"""

from __future__ import annotations

import marshal
import os
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from anju_cli.model.plan import Plan
from anju_cli.storage.folders import FILE_NAMES
from anju_cli.storage.sealed import content_of, hash_of, program, read_sealed, write_sealed

if TYPE_CHECKING:
    from pathlib import Path

    from anju_cli.diagnostics import Diagnostic
    from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile

FORMAT = 2
"""Of what ``_encoded`` makes; counted up when that changes."""


def this_program() -> bytes | None:
    """What every snapshot's key begins with; None where there can be no snapshots."""
    try:
        return program(FORMAT)
    except OSError:
        return None


class Held(NamedTuple):
    """A plan without errors, and the warnings about it; ``until`` is the last day on
    which that is all, where a comment lets a diagnostic stand."""

    plan: Plan
    warnings: tuple[Diagnostic, ...]
    until: date | None = None


class Snapshot:
    """The snapshot of one folder, as the folder is right now.

    ``shown`` is how the folder is called in diagnostics. Without a ``cache`` folder
    nothing is ever held. ``program_hash`` is that of ``this_program``, for who asks about
    many folders. No method raises.
    """

    def __init__(
        self, folder: Path, shown: str, cache: Path | None, program_hash: bytes | None = None
    ) -> None:
        self._folder = folder
        self._program = program_hash
        self._shown = shown
        self._cache = cache
        self._key = self._key_now()

    def read(self, today: date) -> Held | None:
        """What was kept from the same files and is still so today, or None."""
        if self._cache is None or self._key is None:
            return None
        try:
            body = read_sealed(self._path(self._cache), self._key)
            if body is None:
                return None
            held = _held(_decoded(marshal.loads(body)))  # noqa: S302 - sealed, so we wrote it
            return held if held.until is None or today <= held.until else None
        except (OSError, ValueError, TypeError, AttributeError, EOFError):
            return None

    def write(self, held: Held) -> None:
        """Keep ``held`` for next time. It must come from the files as they were when
        this object was made; if they have changed since, nothing is kept."""
        if self._cache is None or self._key is None:
            return
        try:
            data = marshal.dumps(_encoded(_parts(held)))
            if self._key_now() == self._key:
                write_sealed(self._path(self._cache), self._key, data)
        except (OSError, ValueError, TypeError, RecursionError):
            return

    def _path(self, cache: Path) -> Path:
        """One file for a folder: an edit replaces the snapshot from before it."""
        folder = os.path.realpath(self._folder)
        name = hash_of((os.fsencode(folder), os.fsencode(self._shown)))
        return cache / f"{name.hex()[:32]}.plan"

    def _key_now(self) -> bytes | None:
        """A hash of all that decides what a snapshot says; None where that cannot be read."""
        if self._cache is None:
            return None
        try:
            files = [content_of(f"{self._folder}{os.sep}{name}") for name in FILE_NAMES]
            now = self._program or program(FORMAT)
            return hash_of((now, os.fsencode(self._shown), *files))
        except (OSError, ValueError):
            return None


# -- values ------------------------------------------------------------------


class Record:
    """What was a model: its fields as attributes, without its class. Immutable."""

    def __init__(self, fields: dict[str, object]) -> None:
        vars(self).update(fields)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).items()))


def _parts(held: Held) -> tuple[object, ...]:
    """What ``_held`` takes: the three files' records, and the warnings (no answer fixes
    anything)."""
    plan, register = held.plan, held.plan.register
    names = ("district", "units", "groups")
    units = Record({name: getattr(register, name) for name in names})
    tasks = Record({"plan": plan.info, "sections": plan.sections, "tasks": plan.tasks})
    once: dict[str, str] = {}  # marshal writes one text once: many may be of one long line
    warnings = tuple(
        (
            *(one.file, one.line, one.column, one.code, one.severity),
            *(once.setdefault(text, text) for text in (one.message, one.hint, one.excerpt)),
        )
        for one in held.warnings
    )
    return units, tasks, plan.quotas, warnings, held.until


def _held(parts: Any) -> Held:
    units, tasks, quotas, warnings, until = parts
    # Records have every field of the models, and nothing asks for the class of one.
    plan = Plan(cast("UnitsFile", units), cast("TasksFile", tasks), cast("QuotasFile", quotas))
    return Held(plan, _diagnostics(warnings) if warnings else (), until)


def _diagnostics(warnings: Any) -> tuple[Diagnostic, ...]:
    from anju_cli.diagnostics import Diagnostic

    return tuple(Diagnostic(*fields) for fields in warnings)


def _encoded(value: object) -> Any:
    """A value as marshal can write it: a model or record is a dict, all else that marshal
    cannot tell apart is a list that begins with what it is. So no field is named here."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return tuple(map(_encoded, value))
    if isinstance(value, dict):
        return ["dict", *((_encoded(key), _encoded(item)) for key, item in value.items())]
    return {name: _encoded(item) for name, item in vars(value).items()}


def _decoded(value: Any) -> Any:
    """The value that ``_encoded`` was given. Raises ValueError or TypeError for what it did
    not make."""
    if isinstance(value, tuple):
        return tuple(map(_decoded, value))
    if isinstance(value, dict):
        return Record({name: _decoded(item) for name, item in value.items()})
    if not isinstance(value, list):
        return value
    kind, *items = value
    if kind == "dict":
        return {_decoded(key): _decoded(item) for key, item in items}
    if kind == "date":
        (day,) = items
        return date.fromisoformat(day)
    raise ValueError(f"no kind of value: {kind}")
