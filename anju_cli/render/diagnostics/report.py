"""Write what a check found, in the chosen format, to the screen or a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from anju_cli.diagnostics import Diagnostic
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.paths import beside
from anju_cli.render.diagnostics.text import (
    SHOWN,
    Tally,
    diagnostics_github,
    diagnostics_json,
    diagnostics_text,
)
from anju_cli.render.streams import write_text
from anju_cli.storage.files import write_file
from anju_cli.text.command_line import CommandLine
from anju_cli.text.invisible import visible_line

ReportFormat = Literal["text", "json", "github", "gitlab", "sarif", "junit"]
REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)

_SUFFIXES: dict[str, ReportFormat] = {
    "": "text",
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
}


class DiagnosticReport(NamedTuple):
    """What a check found in ``files``, of which it is told as ``subject``.

    ``strict``: a warning is a failure too. ``remark`` stands at the end, for people only.
    They are shown no more than ``most`` of the ``diagnostics``, which may then be no more
    than that; ``tally`` counts all, and is not needed where these are all of one plan.
    Programs get them all, in every format. ``line`` is the command that asked, ``documents``
    the address of this project's files.
    """

    subject: str
    files: Sequence[str]
    diagnostics: Sequence[Diagnostic]
    strict: bool = False
    remark: str = ""
    most: int | None = SHOWN
    tally: Tally | None = None
    line: CommandLine = CommandLine("validate")
    documents: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether what was checked is to be sent back: exit code 1."""
        tally = self.tally or Tally.of(self.diagnostics)
        return bool(tally.errors or (self.strict and tally.warnings))


def format_of(output: Path) -> ReportFormat | None:
    """Return the format that a file's suffix asks for, None for any other file."""
    name = output.name.lower()
    if name.endswith(".sarif.json"):  # the other of SARIF's two (§3.2)
        return "sarif"
    if name.endswith("gl-code-quality-report.json"):  # as GitLab calls it
        return "gitlab"
    return _SUFFIXES.get(output.suffix.lower())


def write_report(
    report: DiagnosticReport,
    form: ReportFormat,
    environment: Environment,
    output: Path | None = None,
) -> None:
    """Show ``report``; or write it to ``output``, and show the text for people.

    Raises OutputError if ``output`` cannot be written: nothing has been shown then.
    """
    if output is None:
        write_text(_text(report, form, environment), environment.stdout)
        return
    shown = visible_line(str(output))
    plain = environment._replace(is_terminal=False, variables={"NO_COLOR": "1"})
    text = _text(report, form, plain)
    write_file(environment.cwd / output, shown, text.encode("utf-8", "replace"))
    write_text(_text(report, "text", environment), environment.stdout)
    write_text(f"已写入 {shown}\n", environment.stderr)


def _text(report: DiagnosticReport, form: ReportFormat, environment: Environment) -> str:
    diagnostics = report.diagnostics
    if form == "json":
        return diagnostics_json(diagnostics)
    if form != "text":
        return _for_another_disk(report, form, environment.cwd)
    text = diagnostics_text(
        diagnostics, environment, most=report.most, tally=report.tally, line=report.line
    )
    return (text or f"没有问题：{visible_line(report.subject)}\n") + report.remark


def _for_another_disk(report: DiagnosticReport, form: ReportFormat, base: Path) -> str:
    """Draw the report for a code host or a CI server: it knows files by their names in ``base``."""
    diagnostics = [replace(each, file=beside(each.file, base)) for each in report.diagnostics]
    if form == "github":
        return diagnostics_github(diagnostics)
    if form == "gitlab":
        from anju_cli.render.diagnostics.gitlab import diagnostics_gitlab

        return diagnostics_gitlab(diagnostics)
    if form == "sarif":
        from anju_cli.render.diagnostics.sarif import diagnostics_sarif

        return diagnostics_sarif(diagnostics, report.documents)
    from anju_cli.render.diagnostics.junit import diagnostics_junit

    files = [beside(file, base) for file in report.files]
    return diagnostics_junit(diagnostics, files, strict=report.strict)
