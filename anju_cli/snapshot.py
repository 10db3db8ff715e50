"""A plan as it stood when its files were last read: a question need not check them again.

What a snapshot holds is never more than a folder's own files say. It is used only while
they, the program and the way the folder is called are byte for byte what they were, and
whatever is wrong with one, or with the place it lies in, is as if there were none.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from anju_cli import __version__
from anju_cli.files import replace_file
from anju_cli.folders import FILE_NAMES
from anju_cli.plan import Plan
from anju_cli.problems import Problem

if TYPE_CHECKING:
    from anju_cli.models import QuotasFile, TasksFile, UnitsFile

FORMAT = 1
"""Of the text that ``_encoded`` makes; counted up when that changes."""

_MAX_BYTES = 64 * 1024 * 1024
"""More is no file of ours, and is not read into memory to find out."""

_HASH_BYTES = 32
_SEAL = slice(0, _HASH_BYTES)
_BODY = slice(_HASH_BYTES, None)


@dataclass(frozen=True)
class Held:
    """A plan without errors, and the warnings about it; ``until`` is the last day on
    which that is all, where a comment lets a problem stand."""

    plan: Plan
    warnings: tuple[Problem, ...]
    until: date | None = None


class Snapshot:
    """The snapshot of one folder, as the folder is right now.

    ``shown`` is how the folder is called in problems. Without a ``cache`` folder
    nothing is ever held. No method raises.
    """

    def __init__(self, folder: Path, shown: str, cache: Path | None) -> None:
        self._folder = folder
        self._shown = shown
        self._cache = cache
        self._key = self._key_now()

    def read(self, today: date) -> Held | None:
        """What was kept from the same files and is still so today, or None."""
        if self._cache is None or self._key is None:
            return None
        try:
            data = _bytes(self._path(self._cache))
            if data[_SEAL] != _seal(self._key, data[_BODY]):
                return None
            held = _held(_decoded(json.loads(data[_BODY])))
            return held if held.until is None or today <= held.until else None
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def write(self, held: Held) -> None:
        """Keep ``held`` for next time. It must come from the files as they were when
        this object was made; if they have changed since, nothing is kept."""
        if self._cache is None or self._key is None:
            return
        with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
            body = json.dumps(_encoded(_parts(held)), ensure_ascii=False, separators=(",", ":"))
            data = body.encode()
            if self._key_now() == self._key:
                self._cache.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(self._path(self._cache), _seal(self._key, data) + data)

    def _path(self, cache: Path) -> Path:
        """One file for a folder: an edit replaces the snapshot from before it."""
        name = _hash((os.fsencode(self._folder.resolve()), os.fsencode(self._shown)))
        return cache / f"{name.hex()[:32]}.plan"

    def _key_now(self) -> bytes | None:
        """A hash of all that decides what a snapshot says; None where that cannot be read."""
        if self._cache is None:
            return None
        try:
            files = [_bytes(self._folder / name) for name in FILE_NAMES]
            program = "\n".join((str(FORMAT), __version__, *_modules(os.fspath(_PACKAGE))))
            return _hash((os.fsencode(program), os.fsencode(self._shown), *files))
        except (OSError, ValueError):
            return None


# -- files and hashes --------------------------------------------------------

_PACKAGE = Path(__file__).parent


def _modules(folder: str) -> Iterator[str]:
    """Each module of anju with its size and time. In a checkout people change how data
    is read without changing the version; asking about every module costs less than a
    millisecond, and no list of those that matter can go stale."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.endswith(".py"):
                about = entry.stat()
                yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def _bytes(path: Path) -> bytes:
    """The content of an ordinary file. Raises OSError."""
    if not path.is_file() or path.stat().st_size > _MAX_BYTES:
        raise OSError(f"not read: {path}")  # a named pipe would be waited for, and emptied
    return path.read_bytes()


def _hash(parts: Iterable[bytes]) -> bytes:
    """A hash of the parts and of where each one ends."""
    made = blake2b(digest_size=_HASH_BYTES)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _seal(key: bytes, body: bytes) -> bytes:
    """What stands before ``body``: it fits no other body, and no other state of the files."""
    return blake2b(body, key=key, digest_size=_HASH_BYTES).digest()


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
    """What ``_held`` takes: the three files' records, and the warnings (no answer mends
    anything)."""
    plan, register = held.plan, held.plan.register
    names = ("district", "units", "groups")
    units = Record({name: getattr(register, name) for name in names})
    tasks = Record({"plan": plan.info, "sections": plan.sections, "tasks": plan.tasks})
    warnings = tuple(astuple(problem)[:-1] for problem in held.warnings)
    return units, tasks, plan.quotas, warnings, held.until


def _held(parts: Any) -> Held:
    units, tasks, quotas, warnings, until = parts
    # Records have every field of the models, and nothing asks for the class of one.
    plan = Plan(cast("UnitsFile", units), cast("TasksFile", tasks), cast("QuotasFile", quotas))
    return Held(plan, tuple(Problem(*fields) for fields in warnings), until)


def _encoded(value: object) -> object:
    """A value as JSON: a model or record is an object, all else that JSON cannot tell
    apart is a list that begins with what it is. So no field is named here."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return ["tuple", *map(_encoded, value)]
    if isinstance(value, dict):
        return ["dict", *([_encoded(key), _encoded(item)] for key, item in value.items())]
    return {name: _encoded(item) for name, item in vars(value).items()}


def _decoded(value: Any) -> Any:
    """The value that ``_encoded`` was given. Raises ValueError or TypeError for JSON
    that it did not make."""
    if isinstance(value, dict):
        return Record({name: _decoded(item) for name, item in value.items()})
    if not isinstance(value, list):
        return value
    kind, *items = value
    if kind == "tuple":
        return tuple(map(_decoded, items))
    if kind == "dict":
        return {_decoded(key): _decoded(item) for key, item in items}
    if kind == "date":
        (day,) = items
        return date.fromisoformat(day)
    raise ValueError(f"no kind of value: {kind}")
