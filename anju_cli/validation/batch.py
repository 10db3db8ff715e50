"""Plans checked one after the other, or on all cores: each folder to what is wrong there.

Only what has changed since it was last checked is checked. Nothing is piled up but diagnostics.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.storage.folders import Folder
from anju_cli.storage.processes import spread
from anju_cli.storage.remembered import Checked, Remembered, key_of, last_day

if TYPE_CHECKING:
    from anju_cli.validation.loader import Loaded

WORTH_WORKERS = 100
"""Plans to check, from which on starting processes costs less than they save; measured by
``benchmarks/country.py``."""


class Job(NamedTuple):
    """A folder to check, as of a day; of its diagnostics no more than ``most`` come back."""

    folder: str
    shown: str
    today: date
    most: int | None


def check_all(
    folders: Sequence[Folder], today: date, cache: Path | None, most: int | None
) -> Generator[Checked]:
    """What checking each of the folders finds, in their order; ``most`` as in Job.

    What was found is kept in ``cache`` even where this is given up in the middle. Raises
    processes.Died with the Job that a worker was at.
    """
    remembered = Remembered(cache)
    jobs = [Job(str(folder.path), folder.shown, today, most) for folder in folders]
    keys = [remembered.find(folder, today) for folder in folders]
    anew = [job for job, key in zip(jobs, keys, strict=True) if key is None]
    fresh = spread(check, anew, WORTH_WORKERS)
    try:
        for job, key in zip(jobs, keys, strict=True):
            one = remembered.get(key) if key is not None else next(fresh)
            if one is None:
                one = check(job)
            if key is None:
                remembered.keep(one)
            yield one
    finally:
        fresh.close()
        remembered.write()


def found(loaded: Loaded, shown: str, today: date, most: int | None = None) -> Checked:
    """What is to be said of a folder that has been read, without the plan."""
    diagnostics = loaded.diagnostics
    errors = sum(one.severity == "error" for one in diagnostics)
    contents = {f"{kind}.yaml": data for kind, data in loaded.contents.items()}
    return Checked(
        files=tuple(loaded.files.values()),
        diagnostics=diagnostics[:most],
        errors=errors,
        warnings=len(diagnostics) - errors,
        faulty=len({one.file for one in diagnostics}),
        suppressed=loaded.suppressed,
        first=today,
        last=last_day(diagnostics, loaded.until, today),
        key=key_of(shown, contents),
    )


def check(job: Job) -> Checked:
    """Check one folder. Only here are YAML and the schemas needed."""
    from anju_cli.validation.loader import load

    loaded = load(Path(job.folder), job.shown, job.today)
    return found(loaded, job.shown, job.today, job.most)
