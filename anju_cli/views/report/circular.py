"""The circular of a month: its numbers, and the words of its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.plan import Plan
from anju_cli.queries.report import Report
from anju_cli.views.letters import plan_words
from anju_cli.views.wording.filling import fill

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording


class Circular(NamedTuple):
    """A month's report, to be written in the words of a template."""

    plan: Plan
    report: Report
    wording: ReportWording

    def say(self, sentence: str, **more: str | int) -> str:
        """Fill in ``sentence`` with what every one knows, and with ``more`` for it alone."""
        words = plan_words(self.plan, self.report.as_of)
        words["月"] = str(int(self.report.month[5:]))
        return fill(sentence, words | {name: str(value) for name, value in more.items()})

    @property
    def title(self) -> str:
        """The title of the letter, which names the month."""
        return self.say(self.wording.title)
