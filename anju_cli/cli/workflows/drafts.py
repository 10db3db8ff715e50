"""The copy of a data file that a person edits, until it is saved.

``data/.anju-edit.tasks.yaml`` is YAML to editors, it lies where the path to the schema
in its first line counts from, and the loader does not look at it. To git it is a new
file, on purpose not an ignored one: what git ignores it may overwrite without a word.
Beside it lies the file that it began as: if the data file is another one by now, going
on with the draft would undo what somebody else has done.
"""

from __future__ import annotations

import contextlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from anju_cli.storage.destination import write_file

_PREFIX = ".anju-edit."


class DraftNotFound(Exception):
    """A draft cannot be read; the text says so in Chinese."""


class Left(NamedTuple):
    """A draft from before with something in it. ``is_behind``: the data file has been
    changed since it was begun."""

    data: bytes
    is_behind: bool


@dataclass(frozen=True)
class Draft:
    """The draft of ``file``, whose name on the screen is ``file_shown``."""

    file: Path
    file_shown: str

    @property
    def path(self) -> Path:
        """The draft itself."""
        return self.file.with_name(_PREFIX + self.file.name)

    @property
    def shown(self) -> str:
        """The draft's name on the screen."""
        return self.file_shown.removesuffix(self.file.name) + self.path.name

    @property
    def _base(self) -> Path:
        return self.path.with_name(f"{self.path.name}.base")

    def left(self, original: bytes) -> Left | None:
        """What a run before has left; None if nothing would be lost with it.
        ``original`` is what the data file holds now. Raises DraftNotFound."""
        if not self.path.exists():
            return None
        data = self.read()
        try:
            base = self._base.read_bytes()
        except OSError:
            base = original
        # An empty one has nothing in it, whatever made it so.
        return None if data in (b"", base, original) else Left(data, base != original)

    def begin(self, original: bytes) -> None:
        """A new copy of the file. Raises OutputError."""
        self.go_on(original)
        self.write(original)

    def go_on(self, original: bytes) -> None:
        """Take the draft that is there for one of the file as it is. Raises OutputError."""
        self._write(self._base, f"{self.shown}.base", original)

    def read(self) -> bytes:
        """What the person has saved. Raises DraftNotFound."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            raise DraftNotFound(f"草稿 {self.shown} 不见了。") from None
        except OSError as error:
            raise DraftNotFound(
                f"读不出草稿 {self.shown}（错误号 {error.errno}），请检查它的权限。"
            ) from None

    def write(self, data: bytes) -> None:
        """Put ``data`` in the draft's place, in one step. Raises OutputError."""
        self._write(self.path, self.shown, data)

    def _write(self, path: Path, shown: str, data: bytes) -> None:
        """Whoever may read the data file may read its draft; nobody else."""
        with contextlib.suppress(OSError):  # told by write_file
            path.touch(mode=0o600)
        write_file(path, shown, data)
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IMODE(self.file.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)

    def drop(self) -> None:
        """Remove the draft. One that cannot be removed has nothing in it to be lost."""
        for path in (self.path, self._base):
            with contextlib.suppress(OSError):
                path.unlink()

    def is_of(self, original: bytes) -> bool:
        """Whether the data file still holds ``original``."""
        try:
            return self.file.read_bytes() == original
        except OSError:
            return False
