"""The rules that hold between records and between files.

Each rule is one pure function from the three files to violations, named in ``RULES``. A
violation says where by path; the loader knows the place in the file. A rule that needs
what had to be left out of a file keeps still about it: one cause, one message.
"""

from anju_cli.validation.rules import amounts, dates, quotas, quotes, tasks, texts, units
from anju_cli.validation.rules.files import Files, Rule

__all__ = ["RULES", "Files", "Rule"]

RULES: tuple[Rule, ...] = (
    units.names_are_unique,
    units.names_are_plain,
    units.names_are_single,
    units.members_exist,
    tasks.numbers_are_unique,
    tasks.ids_follow_tasks,
    tasks.sections_exist,
    tasks.task_units_exist,
    tasks.events_have_their_unit,
    tasks.quotes_stand_in_text,
    dates.plan_is_issued_in_time,
    dates.dates_fit_the_plan,
    quotes.deadlines_follow_quotes,
    dates.periods_exist,
    dates.done_is_in_order,
    amounts.targets_add_up,
    quotas.quota_units_exist,
    quotas.months_fit_the_year,
    quotas.months_have_begun,
    quotas.counting_fits_the_year,
    quotas.lights_follow_each_other,
    amounts.targets_are_alike,
    amounts.counts_are_of_the_month,
    amounts.counts_are_possible,
    texts.document_numbers_have_their_brackets,
    texts.texts_are_simplified,
    texts.values_have_no_quotes,
)
"""Every rule between records, in the order of the files they read."""
