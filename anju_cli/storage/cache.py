"""The cache: a plan as it was last read, so that a question need not check its files again.

What is kept is only what the three files say, and is used only while they, the program and
the way the folder is called are what they were. A file of the cache that is damaged is as if
it were not there, and so is a folder in which another user may write; reading executes nothing.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from anju_cli import __version__
from anju_cli.model.plan import Plan
from anju_cli.storage.folders import FILE_NAMES
from anju_cli.storage.input_file import read_input
from anju_cli.storage.ownership import is_private
from anju_cli.storage.replacing import replace_file

if TYPE_CHECKING:
    from anju_cli.diagnostics import Diagnostic
    from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile

try:
    from _blake2 import blake2b
except ImportError:  # the same, by way of OpenSSL, which takes as long to load as a question
    from hashlib import blake2b

_MOST_FILES = 100
_MOST_BYTES = 16 * 1024 * 1024
"""Of one file: more is neither kept nor read."""


class ValidPlan(NamedTuple):
    """A plan without errors, and the warnings about it.

    That is all from ``since``, the day it was read: before, what is done may be yet to come.
    ``until`` is the last such day, where a comment lets a diagnostic stand.
    """

    plan: Plan
    warnings: tuple[Diagnostic, ...]
    since: date
    until: date | None = None


class CachedPlan:
    """The plan in ``folder`` as the ``cache`` folder holds it for its files as they are now.

    ``shown`` is how the folder is called in diagnostics. Without a ``cache`` nothing is
    ever held. No method raises.
    """

    def __init__(self, folder: Path, shown: str, cache: Path | None) -> None:
        self._files = [folder / name for name in FILE_NAMES]
        self._shown = os.fsencode(shown)
        self._path: Path | None = None
        self._key = b""
        if cache is not None:
            name = _digest(os.fsencode(os.path.realpath(folder))).decode()
            self._path = cache / f"{name}.plan"
            self._key = self._key_now()

    def read(self, today: date) -> ValidPlan | None:
        """Return what was kept of the same files and is still so today, or None."""
        if self._path is None or not self._key:
            return None
        try:
            if not is_private(self._path.parent):
                return None
            seal, _, body = read_input(self._path, _MOST_BYTES, only_own=True).partition(b"\n")
            if seal != _digest(self._key, body):  # damaged, or of other files
                return None
            valid = _decoded(body)
            return valid if valid.since <= today <= (valid.until or today) else None
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def write(self, valid: ValidPlan) -> None:
        """Keep ``valid`` for next time.

        It must come from the files as they were when this object was made; if they have
        changed since, nothing is kept.
        """
        if self._path is None or not self._key:
            return
        try:
            body = _encoded(valid)
            if self._key_now() != self._key:
                return
            folder = self._path.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_private(folder):
                content = _digest(self._key, body) + b"\n" + body
                self._path.unlink(missing_ok=True)  # or the new one takes over its mode
                replace_file(self._path, content, synced=False, mode=0o600)
                _remove_oldest(folder)
        except (OSError, ValueError, TypeError, RecursionError):
            return

    def _key_now(self) -> bytes:
        """A hash of all that decides what is kept; nothing where that cannot be read."""
        try:
            contents = (read_input(path, _MOST_BYTES) for path in self._files)
            return _digest(_program(), self._shown, *contents)
        except (OSError, ValueError):
            return b""


class _Record:
    """A model's fields, without pydantic, which takes longer to import than an answer."""

    def __init__(self, fields: dict[str, Any]) -> None:
        vars(self).update(fields)


def _encoded(valid: ValidPlan) -> bytes:
    """Write JSON: a tuple as a list, a model or a date tagged.

    They are ``{"": {field: …}}`` and ``{"": "2021-06-30"}``: no name in a plan is empty.
    """
    plan, register = valid.plan, valid.plan.register
    names = ("district", "units", "groups")
    units = _Record({name: getattr(register, name) for name in names})
    tasks = _Record({"plan": plan.info, "sections": plan.sections, "tasks": plan.tasks})
    warnings = [
        (w.file, w.line, w.column, w.code, w.severity, w.message, w.hint, w.excerpt)
        for w in valid.warnings
    ]
    if sum(len(text) for *_, text in warnings) > _MOST_BYTES:
        raise ValueError("too much to keep")  # many of one long line
    parts = (units, tasks, plan.quotas, warnings, valid.since, valid.until)
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return text.encode("utf-8", "surrogatepass")


def _tagged(value: object) -> dict[str, object]:
    return {"": value.isoformat() if isinstance(value, date) else vars(value)}


def _decoded(body: bytes) -> ValidPlan:
    """Read JSON; ValueError, TypeError or AttributeError for what ``_encoded`` did not make."""
    units, tasks, quotas, warnings, since, until = json.loads(body, object_hook=_untagged)
    # Records have every field of the models, and nothing asks for the class of one.
    plan = Plan(cast("UnitsFile", units), cast("TasksFile", tasks), cast("QuotasFile", quotas))
    if not warnings:
        return ValidPlan(plan, (), since, until)
    from anju_cli.diagnostics import Diagnostic

    return ValidPlan(plan, tuple(Diagnostic(*fields) for fields in warnings), since, until)


def _untagged(fields: dict[str, Any]) -> Any:
    if len(fields) != 1 or "" not in fields:
        return fields
    value = fields[""]
    if isinstance(value, str):
        return date.fromisoformat(value)
    return _Record(
        {name: tuple(part) if isinstance(part, list) else part for name, part in value.items()}
    )


# -- files ---------------------------------------------------------------------


def _digest(*parts: bytes) -> bytes:
    """Hash the parts and where each one ends; in hexadecimal."""
    whole = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return blake2b(whole, digest_size=16).hexdigest().encode()


def _program() -> bytes:
    """Name the program, and when a library was last installed. Raises OSError.

    To ask each library for its version would take longer than the answer.
    """
    package = Path(__file__).parents[1]
    places = [Path(place) for place in sys.path if place.endswith("-packages")]
    libraries = [(str(place), place.stat().st_mtime_ns) for place in places if place.is_dir()]
    newest = 0 if package.parent in places else _newest(str(package))
    return repr((__version__, str(package), newest, libraries)).encode()


def _newest(folder: str) -> int:
    """When a file of a checkout was last changed, of which its version does not say."""
    with os.scandir(folder) as entries:
        times = (
            _newest(entry.path) if entry.is_dir() else entry.stat().st_mtime_ns
            for entry in entries
            if entry.name != "__pycache__"
        )
        return max(times, default=0)


def _remove_oldest(cache: Path) -> None:
    """Keep ``_MOST_FILES``, of which each folder has one. Raises OSError.

    ANJU_CACHE may name a folder that a person keeps files in: only our names are removed.
    """
    import re

    with os.scandir(cache) as entries:
        kept = [
            (entry.stat().st_mtime_ns, Path(entry.path))
            for entry in entries
            if re.fullmatch(r"[0-9a-f]{32}\.plan|\.anju-[0-9a-f]{8}\.tmp", entry.name)
        ]
    for _, path in sorted(kept)[:-_MOST_FILES]:
        path.unlink()
