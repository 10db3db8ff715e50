"""Draw diagnostics as SARIF 2.1.0 (OASIS, 2020, errata 01), for code hosts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from anju_cli import __version__
from anju_cli.diagnostics import Diagnostic, TextEdit
from anju_cli.render.data import json_text
from anju_cli.render.diagnostics.codes import codes_markdown
from anju_cli.render.diagnostics.fingerprints import fingerprints
from anju_cli.render.document import Json
from anju_cli.text.invisible import visible
from anju_cli.validation.codes import explanations

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def diagnostics_sarif(diagnostics: Sequence[Diagnostic], documents: str = "") -> str:
    """Draw the diagnostics as one run of one tool, in their order.

    ``documents`` is the address of this project's files, to which the report then links.
    """
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    driver: dict[str, Json] = {
        "name": "anju",
        "version": __version__,
        "language": "zh-CN",
    }
    if documents:
        documents = quote(documents, safe="/:@!$&'()*+,;=%~")
        driver["informationUri"] = f"{documents}/README.md"
    driver["rules"] = [_rule(code, documents) for code in codes]
    marks = fingerprints(diagnostics)
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, codes.index(diagnostic.code), mark)
            for diagnostic, mark in zip(diagnostics, marks, strict=True)
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, documents: str) -> Json:
    """Describe a code, by what ``anju explain`` says.

    Braces stay single: with no arguments there are no placeholders, and hosts show the text as
    it is.
    """
    explanation = explanations()[code]
    rule: dict[str, Json] = {
        "id": code,
        "shortDescription": {"text": explanation.title},
        "fullDescription": {"text": explanation.meaning},
        "help": {
            "text": visible("\n\n".join(explanation.paragraphs)),
            "markdown": codes_markdown([explanation]),
        },
        "defaultConfiguration": {"level": "warning" if explanation.level == "提示" else "error"},
    }
    if documents:
        rule["helpUri"] = f"{documents}/docs/codes.md#{code.lower()}"
    return rule


def _result(diagnostic: Diagnostic, rule: int, mark: str) -> Json:
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    place = {"uri": quote(diagnostic.file)}  # a relative reference (RFC 3986)
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
        "partialFingerprints": {"anju/v1": mark},
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
        "endLine": diagnostic.line,
        "endColumn": diagnostic.column + is_on_a_character,
    }
