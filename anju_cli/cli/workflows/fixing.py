"""Fixed files on their way back to the disk, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anju_cli.diagnostics import has_errors
from anju_cli.environment import Environment
from anju_cli.parsing.encoding import rewrite
from anju_cli.render.diagnostics.fixes import fixed_text, patch_text
from anju_cli.storage.files import locked, write_back
from anju_cli.storage.folders import FileKind
from anju_cli.validation.fixer import FixResult

_NOTHING = "没有可以自动改的地方。\n"


def write_fixed(fixed: Sequence[FixResult], environment: Environment) -> str:
    """Write every file that is fixed, each in one step; return what is said of it,
    which is nothing where nothing was wrong.

    Raises OutputError; then the files before that one have been written.
    """
    for one in fixed:
        before = one.before
        if one.contents:
            shown = next(iter(before.files.values())).rpartition("/")[0]
            with locked(before.folder, shown or "."):
                write_back(before.folder, before.files, before.contents, one.contents)
    diagnostics = sorted(diagnostic for one in fixed for diagnostic in one.diagnostics)
    files = [one.before.files[kind] for one in fixed for kind in one.contents]
    if files:
        said = f"已改好 {len(diagnostics)} 处，写回 {'、'.join(files)}\n"
        return fixed_text(diagnostics, environment) + said
    return _NOTHING if any(one.after.diagnostics for one in fixed) else ""


def patch(fixed: Sequence[FixResult], environment: Environment) -> str:
    """What would be written, as a patch."""
    return "".join(patch_text(file, old, new, environment) for file, old, new in _changes(fixed))


def patch_remark(fixed: Sequence[FixResult]) -> str:
    """What stands beside the patch: how much is in it, and how much is not."""
    diagnostics = [diagnostic for one in fixed for diagnostic in one.diagnostics]
    left = [diagnostic for one in fixed for diagnostic in one.after.diagnostics]
    if not diagnostics:
        return _NOTHING
    recoded = [diagnostic.file for diagnostic in diagnostics if not diagnostic.edits]
    said = f"可以自动改 {len(diagnostics)} 处；还没有写回，去掉 --diff 就写回。\n"
    if recoded:
        said += f"{'、'.join(recoded)} 会改为 UTF-8 编码，字不变。\n"
    if has_errors(left):
        said += f"另有 {len(left)} 处要自己改，写回以后会列出来。\n"
    return said


def _changes(fixed: Sequence[FixResult]) -> Iterator[tuple[str, bytes, bytes]]:
    """Each file that changes: its name, its text before (in UTF-8) and after."""
    kinds: FileKind
    for one in fixed:
        for kinds, data in one.contents.items():
            yield one.before.files[kinds], rewrite(one.before.contents[kinds], ()), data
