"""Draw diagnostics as a JUnit report, which CI servers show as tests.

There is no standard; this is what Jenkins and GitLab read. A suite is a file, a test
one diagnostic of it; a file without diagnostics has one test, which passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from anju_cli.diagnostics import Diagnostic
from anju_cli.render.diagnostics.text import ON_A_PIPE, diagnostic_lines
from anju_cli.text.invisible import named, visible_line

# What XML 1.0 can hold in no way, not even as a reference (its production 2).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def diagnostics_junit(
    diagnostics: Iterable[Diagnostic], files: Iterable[str], *, strict: bool
) -> str:
    """Draw the report about ``files``, those without diagnostics included.

    A warning is a test that fails only if ``strict``: the report and the exit code
    agree. Without it, the warning is what the test wrote (``system-out``). There is no
    time in the report: the same data give the same bytes.
    """
    from xml.etree import ElementTree as Tree

    by_file: dict[str, list[Diagnostic]] = {file: [] for file in files}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.file, []).append(diagnostic)
    tests = failures = 0
    root = Tree.Element("testsuites", name="anju")
    for file, its_own in by_file.items():
        failing = sum(strict or diagnostic.severity == "error" for diagnostic in its_own)
        counts = _counts(len(its_own) or 1, failing)
        suite = Tree.SubElement(root, "testsuite", {"name": _plain(file), **counts})
        for diagnostic in its_own:
            case = Tree.SubElement(suite, "testcase", _attributes(diagnostic))
            if strict or diagnostic.severity == "error":
                message = _plain(diagnostic.message)
                part = Tree.SubElement(case, "failure", type=diagnostic.code, message=message)
            else:
                part = Tree.SubElement(case, "system-out")
            part.text = _clean("\n".join(diagnostic_lines(diagnostic, ON_A_PIPE)))
        if not its_own:
            name = _plain(file)
            Tree.SubElement(suite, "testcase", classname=name, name="没有问题", file=name)
        tests += len(its_own) or 1
        failures += failing
    root.attrib.update(_counts(tests, failures))
    Tree.indent(root)
    text = Tree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(tests: int, failures: int) -> dict[str, str]:
    return {"tests": str(tests), "failures": str(failures), "errors": "0", "skipped": "0"}


def _attributes(diagnostic: Diagnostic) -> dict[str, str]:
    """Name a diagnostic's test; its name differs from that of every other."""
    file = _plain(diagnostic.file)
    name = f"{diagnostic.line}:{diagnostic.column} {diagnostic.code} {_plain(diagnostic.message)}"
    return {"classname": file, "name": name, "file": file, "line": str(diagnostic.line)}


def _plain(text: str) -> str:
    return _clean(visible_line(text))


def _clean(text: str) -> str:
    return _NO_XML.sub(lambda match: named(match[0]), text)
