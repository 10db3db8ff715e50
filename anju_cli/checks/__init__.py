"""The rules that hold between records and between files.

Each check is one pure function from the three files to findings, named in
``CHECKS``. A finding says where by path; the loader knows the place in the file.
A check that needs what had to be left out of a file keeps still about it: one
cause, one message.
"""

from anju_cli.checks.findings import Check, FileKind, Files, Finding
from anju_cli.checks.quotas import months_fit_the_year, quota_units_exist, targets_add_up
from anju_cli.checks.tasks import (
    dates_fit_the_plan,
    done_follows_its_event,
    ids_follow_tasks,
    numbers_are_unique,
    quotes_stand_in_text,
    sections_exist,
    task_units_exist,
)
from anju_cli.checks.units import members_exist, names_are_unique

__all__ = ["CHECKS", "Check", "FileKind", "Files", "Finding"]

CHECKS: tuple[Check, ...] = (
    names_are_unique,
    members_exist,
    numbers_are_unique,
    ids_follow_tasks,
    sections_exist,
    task_units_exist,
    quotes_stand_in_text,
    dates_fit_the_plan,
    done_follows_its_event,
    targets_add_up,
    quota_units_exist,
    months_fit_the_year,
)
"""Every rule between records, in the order of the files they read."""
