"""Draw diagnostics as a Code Quality report, which GitLab shows in a merge request.

The fields are those that GitLab reads ("Code Quality report format" in its documentation).
"""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.diagnostics import Diagnostic, Severity
from anju_cli.render.data import json_text
from anju_cli.render.diagnostics.fingerprints import fingerprints
from anju_cli.text.invisible import visible_line

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor"}


def diagnostics_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """Draw each diagnostic in the one line that GitLab shows of it."""
    return json_text(
        [
            {
                "description": visible_line("。".join(filter(None, (each.message, each.hint)))),
                "check_name": each.code,
                "fingerprint": mark,
                "severity": _SEVERITIES[each.severity],
                "location": {"path": each.file, "lines": {"begin": each.line}},
            }
            for each, mark in zip(diagnostics, fingerprints(diagnostics), strict=True)
        ]
    )
