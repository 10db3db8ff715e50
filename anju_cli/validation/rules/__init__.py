"""The rules that hold between records and between files.

Each check is one pure function from the three files to violations, named in
``RULES``. A finding says where by path; the loader knows the place in the file.
A check that needs what had to be left out of a file keeps still about it: one
cause, one message.
"""

from anju_cli.validation.rules.curly_quotes import values_have_no_quotes
from anju_cli.validation.rules.dates import (
    dates_fit_the_plan,
    done_follows_its_event,
    done_follows_its_period,
    nothing_is_done_tomorrow,
)
from anju_cli.validation.rules.joined_names import names_are_single
from anju_cli.validation.rules.quotas import (
    counting_fits_the_year,
    lights_follow_each_other,
    months_fit_the_year,
    months_have_begun,
    quota_units_exist,
    targets_add_up,
)
from anju_cli.validation.rules.spelling import names_are_plain
from anju_cli.validation.rules.suspicions import (
    counts_are_of_the_month,
    document_numbers_have_their_brackets,
    targets_are_alike,
    texts_are_simplified,
)
from anju_cli.validation.rules.tasks import (
    ids_follow_tasks,
    numbers_are_unique,
    quotes_stand_in_text,
    sections_exist,
    task_units_exist,
)
from anju_cli.validation.rules.units import members_exist, names_are_unique
from anju_cli.validation.rules.violation import Files, Rule, Violation

__all__ = ["RULES", "Files", "Rule", "Violation"]

RULES: tuple[Rule, ...] = (
    names_are_unique,
    names_are_plain,
    names_are_single,
    members_exist,
    numbers_are_unique,
    ids_follow_tasks,
    sections_exist,
    task_units_exist,
    quotes_stand_in_text,
    dates_fit_the_plan,
    done_follows_its_event,
    done_follows_its_period,
    nothing_is_done_tomorrow,
    targets_add_up,
    quota_units_exist,
    months_fit_the_year,
    months_have_begun,
    counting_fits_the_year,
    lights_follow_each_other,
    targets_are_alike,
    counts_are_of_the_month,
    document_numbers_have_their_brackets,
    texts_are_simplified,
    values_have_no_quotes,
)
"""Every rule between records, in the order of the files they read."""
