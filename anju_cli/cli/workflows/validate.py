"""Check plans as it is asked for: which, what is found in them, and what is fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from anju_cli.cli.refusals import failure, refusal
from anju_cli.cli.session import exit_for_dead_worker, resolve_folder, resolve_folders
from anju_cli.diagnostics import Diagnostic, has_errors
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.text import Tally
from anju_cli.render.streams import write_text
from anju_cli.render.terminal.progress import progress
from anju_cli.storage.files import OutputError, locked, write_back
from anju_cli.storage.folders import Folder
from anju_cli.storage.workers import WorkerDied
from anju_cli.text.command_line import CommandLine
from anju_cli.validation.batch import CheckResult, check_all

if TYPE_CHECKING:
    from anju_cli.storage.folders import FileKind
    from anju_cli.validation.fixer import FixResult
    from anju_cli.validation.loader import Given, Loaded

STDIN = "-"
"""The name of a folder that means standard input."""

_NOTHING = "没有可以自动改的地方。\n"


# -- what is checked --


class CheckRequest(NamedTuple):
    """The plans to check, as of the day ``today``.

    ``subject`` is how a person calls them together, ``arguments`` how the line does, each folder
    once; ``instead`` takes the place of files in the only one.
    """

    folders: Sequence[Folder]
    subject: str
    today: date
    arguments: tuple[str, ...]
    instead: Mapping[FileKind, Given] = {}

    def load(self, folder: Folder) -> Loaded:
        """Read one of the plans."""
        from anju_cli.validation.loader import load

        return load(folder.path, folder.shown, self.today, self.instead)

    def bar(self, environment: Environment) -> AbstractContextManager[Callable[[], None]]:
        """Draw a bar for who waits, which a call takes a plan further."""
        return progress("检查计划", len(self.folders), environment)


def request_folders(
    environment: Environment, named: list[str] | None, data: str | None, today: date
) -> CheckRequest:
    """Ask for the folders that are named, and the plans beneath them, each once."""
    if named and data is not None:
        raise refusal(
            "选项 --data", "已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面"
        )
    option = "参数 文件夹" if named else "选项 --data"
    once: dict[Path, Folder] = {}
    names: list[str] = []
    subjects: list[str] = []
    for name in named or (data,):
        before = len(once)
        folders = resolve_folders(environment, name, option)
        for folder in folders:
            once.setdefault(folder.path.resolve(), folder)
        if new := len(once) - before:
            is_one = len(folders) == 1
            names.append(folders[0].shown if is_one else str(name))
            subjects.append(names[-1] if is_one else f"{name}（{new} 份计划）")
    arguments = tuple(names) if named else ()
    return CheckRequest(tuple(once.values()), "、".join(subjects), today, arguments)


def request_stdin(
    environment: Environment,
    folders: list[str],
    kind: str | None,
    name: str | None,
    data: str | None,
    today: date,
) -> CheckRequest:
    """Ask for the text on standard input, in the place of one file of a plan."""
    from anju_cli.validation.loader import MAX_BYTES, Given

    if folders != [STDIN]:
        raise refusal("参数 文件夹", "- 是标准输入，要单独写；另两个文件的文件夹用 --data 指定")
    if kind is None:
        raise refusal(
            "选项 --file", "检查标准输入时要说明是哪个文件，例如 anju validate - --file tasks"
        )
    folder = resolve_folder(environment, data)
    try:
        text = environment.stdin.read(MAX_BYTES + 1)
    except OSError:
        raise refusal("参数 文件夹", "读不出标准输入，请检查 < 后面的文件") from None
    given = Given(name or "<stdin>", text)
    return CheckRequest((folder,), given.file, today, (STDIN,), {cast("FileKind", kind): given})


# -- what is found --


class CheckResults:
    """What is found in one plan after the other.

    No more than ``most`` diagnostics are held, however many there are; all are counted.
    ``with_fixes``: so are those that ``--fix`` would fix.
    """

    def __init__(self, most: int | None, *, with_fixes: bool = False) -> None:
        self.most, self.with_fixes = most, with_fixes
        self.fixes = 0
        self.files: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.tally = Tally(plans=0)
        self._suppressed = 0

    def add(self, result: CheckResult) -> None:
        """Add what checking a plan has found."""
        self.files += result.files
        room = None if self.most is None else self.most - len(self.diagnostics)
        self.diagnostics += result.diagnostics[:room]
        self._suppressed += result.suppressed
        self.fixes += result.fixes
        errors, warnings, files, faulty, plans = self.tally
        self.tally = Tally(
            errors + result.errors,
            warnings + result.warnings,
            files + result.faulty_files,
            faulty + bool(result.faulty_files),
            plans + 1,
        )

    @property
    def remark(self) -> str:
        """Say how many are suppressed by comments."""
        return f"另有 {self._suppressed} 处按注释忽略，没有列出。\n" if self._suppressed else ""

    def fix_hint(self, line: CommandLine) -> str:
        """Say how much ``--fix`` would fix of what ``line`` checks."""
        if not self.fixes:
            return ""
        by_itself = line.having("--fix")
        return f"可以自动改 {self.fixes} 处：{by_itself}（先看会怎样改，再加 --diff）\n"


def check(request: CheckRequest, results: CheckResults, environment: Environment) -> None:
    """Check the plans, into ``results``."""
    if request.instead:
        (folder,) = request.folders
        results.add(CheckResult.of(request.load(folder)))
        return
    checked = check_all(request.folders, request.today, results.most, with_fixes=results.with_fixes)
    try:
        with closing(checked), request.bar(environment) as advance:
            for result in checked:
                results.add(result)
                advance()
    except WorkerDied:
        raise exit_for_dead_worker(environment) from None


def check_since(
    request: CheckRequest, results: CheckResults, environment: Environment, revision: str
) -> str:
    """Check the plans for what is new since ``revision``; return a remark on the rest."""
    from anju_cli.storage.git import RevisionNotFound
    from anju_cli.validation.baseline import since

    known = 0
    with request.bar(environment) as advance:
        for folder in request.folders:
            loaded = request.load(folder)
            try:
                new = since(loaded, folder, revision, request.today, environment.variables)
            except RevisionNotFound as error:
                raise refusal("--since", str(error)) from None
            known += len(loaded.diagnostics) - len(new)
            results.add(CheckResult.of(replace(loaded, diagnostics=tuple(new))))
            advance()
    return f"版本 {revision} 里就有的 {known} 处没有列出。\n" if known else ""


def address_of_documents(environment: Environment) -> str:
    """Return where ANJU_DOCS says that this project's files can be read; empty without it.

    Reports link there: no address is known to the program itself.
    """
    address = environment.variables.get("ANJU_DOCS", "").rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise refusal(
            "环境变量 ANJU_DOCS",
            f"“{address}”不是网址。请写以 https:// 开头的、anju 仓库的网址，或者不设它",
        )
    return address


# -- what is fixed --


def fix_plans(request: CheckRequest, environment: Environment) -> Iterator[FixResult]:
    """Fix every plan on paper. Only what is needed of each is held: there may be many."""
    from anju_cli.validation.fixer import fix

    with request.bar(environment) as advance:
        for folder in request.folders:
            fixed = fix(request.load(folder), folder.shown, request.today)
            old = {kind: fixed.before.contents[kind] for kind in fixed.contents}
            before = replace(fixed.before, plan=None, contents=old)
            yield replace(fixed, before=before, after=replace(fixed.after, plan=None, contents={}))
            advance()


def show_patch(fixed: Sequence[FixResult], environment: Environment) -> int:
    """Show what would be fixed, and write nothing; return the exit code of that."""
    write_text(patch(fixed, environment), environment.stdout)
    write_text(patch_remark(fixed), environment.stderr)
    changes = any(plan.contents for plan in fixed)
    return 1 if changes or any(has_errors(plan.before.diagnostics) for plan in fixed) else 0


def patch(fixed: Sequence[FixResult], environment: Environment) -> str:
    """Return what would be written, as a patch."""
    from anju_cli.parsing.encoding import rewrite
    from anju_cli.render.diagnostics.fixes import patch_text

    return "".join(
        patch_text(
            plan.before.files[kind], rewrite(plan.before.contents[kind], ()), new, environment
        )
        for plan in fixed
        for kind, new in plan.contents.items()
    )


def patch_remark(fixed: Sequence[FixResult]) -> str:
    """Say how much is in the patch, and how much is not."""
    diagnostics = [diagnostic for plan in fixed for diagnostic in plan.diagnostics]
    left = [diagnostic for plan in fixed for diagnostic in plan.after.diagnostics]
    if not diagnostics:
        return _NOTHING
    recoded = [diagnostic.file for diagnostic in diagnostics if not diagnostic.edits]
    remark = f"可以自动改 {len(diagnostics)} 处；还没有写回，去掉 --diff 就写回。\n"
    if recoded:
        remark += f"{'、'.join(recoded)} 会改为 UTF-8 编码，字不变。\n"
    if has_errors(left):
        remark += f"另有 {len(left)} 处要自己改，写回以后会列出来。\n"
    return remark


def write_fixed(fixed: Sequence[FixResult], environment: Environment, for_people: bool) -> None:
    """Write every file that is fixed, each in one step, and say so.

    That goes to standard output ``for_people``, else to standard error. Ends with 1 where a
    file cannot be written; then the files before that one have been.
    """
    try:
        for plan in fixed:
            if plan.contents:
                before = plan.before
                shown = next(iter(before.files.values())).rpartition("/")[0]
                with locked(before.folder, shown or "."):
                    write_back(before.folder, before.files, before.contents, plan.contents)
    except OutputError as error:
        raise failure(str(error), environment) from None
    message = _written_message(fixed, environment)
    if message and for_people:
        write_text(f"{message}\n", environment.stdout)
    else:
        write_text(message, environment.stderr)


def _written_message(fixed: Sequence[FixResult], environment: Environment) -> str:
    """Say what was fixed in which files; nothing where nothing was wrong."""
    from anju_cli.render.diagnostics.fixes import fixed_text

    files = [plan.before.files[kind] for plan in fixed for kind in plan.contents]
    if not files:
        return _NOTHING if any(plan.after.diagnostics for plan in fixed) else ""
    diagnostics = sorted(diagnostic for plan in fixed for diagnostic in plan.diagnostics)
    message = f"已改好 {len(diagnostics)} 处，写回 {'、'.join(files)}\n"
    return fixed_text(diagnostics, environment) + message
