"""Draw diagnostics as SARIF 2.1.0 (OASIS, 2020, errata 01), for code hosts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from anju_cli import __version__
from anju_cli.diagnostics import Diagnostic, TextEdit
from anju_cli.render.data import json_text
from anju_cli.render.diagnostics.paths import beside
from anju_cli.render.document import Json
from anju_cli.validation.codes import explanations

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def diagnostics_sarif(diagnostics: Iterable[Diagnostic], base: Path) -> str:
    """Draw the diagnostics as one run of one tool, in their order.

    Files are named relative to ``base``, the folder the program was started in: the
    reader of a report has another disk.
    """
    diagnostics = list(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "anju",
                "version": __version__,
                "language": "zh-CN",
                "rules": [
                    {"id": code, "shortDescription": {"text": _title(code)}} for code in codes
                ],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, codes.index(diagnostic.code), base) for diagnostic in diagnostics
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(diagnostic: Diagnostic, rule: int, base: Path) -> Json:
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    place = {"uri": _uri(diagnostic.file, base)}
    result: dict[str, Json] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        # A single brace would be a placeholder (§3.11.5).
        "message": {"text": message.replace("{", "{{").replace("}", "}}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": _region(diagnostic),
                }
            }
        ],
    }
    if diagnostic.edits:
        replacements = [_replacement(line, edit) for line, edit in sorted(diagnostic.edits)]
        change: Json = {"artifactLocation": place, "replacements": replacements}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _replacement(line: int, edit: TextEdit) -> Json:
    """Draw an edit of one line (§3.57); an insertion deletes an empty region."""
    return {
        "deletedRegion": {
            "startLine": line,
            "startColumn": edit.start + 1,
            "endColumn": edit.end + 1,
        },
        "insertedContent": {"text": edit.text},
    }


def _region(diagnostic: Diagnostic) -> Json:
    """Draw the one character the caret stands under.

    Behind the end of the line there is none: an insertion point, whose end is its start
    (§3.30.2).
    """
    is_on_a_character = diagnostic.column <= len(diagnostic.excerpt.rstrip("\r\n"))
    return {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endColumn": diagnostic.column + is_on_a_character,
    }


def _uri(file: str, base: Path) -> str:
    """Write ``file`` as a relative reference (RFC 3986)."""
    return quote(beside(file, base), safe="/", errors="replace")


def _title(code: str) -> str:
    """Return what the code is called; the code itself where nothing explains it."""
    known = explanations()
    return known[code].title if code in known else code
