"""One edit of a plan's files: drafts, editor, check, question, until it is saved or given up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import typer

from anju_cli.cli.output import send
from anju_cli.cli.prompt import Answer, ask
from anju_cli.cli.workflows.drafts import Draft, DraftNotFound, Left
from anju_cli.cli.workflows.editing import PlanEdit, save
from anju_cli.cli.workflows.editor import Editor, EditorNotFound, find_editor
from anju_cli.diagnostics import Diagnostic
from anju_cli.environment import Environment
from anju_cli.model.schema import FILES
from anju_cli.parsing.encoding import decode
from anju_cli.queries.diff import Side, compare
from anju_cli.render.diagnostics.fixes import fixed_text, patch_text
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.output import write_text
from anju_cli.storage.destination import OutputError
from anju_cli.storage.folders import FileKind, Folder
from anju_cli.validation.loader import Loaded, load
from anju_cli.views.diff import changes_listing


def read_kind(name: str) -> FileKind:
    """The file that a person names: ``tasks`` or ``tasks.yaml``."""
    kind = name.strip().lower().removesuffix(".yaml")
    if kind in FILES:
        return cast("FileKind", kind)
    raise typer.BadParameter(
        f"没有“{name}”这个文件。可以写：{'、'.join(FILES)}；文件夹用 --data 指定",
        param_hint="参数 文件",
    )


def edit_files(
    environment: Environment, folder: Folder, kinds: Sequence[FileKind], platform: str
) -> int:
    """Have a person edit files of the plan in ``folder``, all of them where no ``kinds`` are
    named: the exit code. Ends the program with 1 when they cannot be read; usage errors for
    the shipped plan, and where no editor is found. ``platform`` is that of ``sys``."""
    if folder.origin == "shipped":
        raise typer.BadParameter(
            f"这里没有 data 文件夹，随程序附带的计划不能改。请先把 {folder.shown} "
            "复制到当前文件夹，取名 data，再改"
        )
    try:
        editor = find_editor(environment.variables, platform)
    except EditorNotFound as error:
        raise typer.BadParameter(str(error), param_hint=f"环境变量 {error.source}") from None
    today = environment.clock()
    before = load(folder.path, folder.shown, today)
    drafts = _drafts(before, kinds, environment)
    return _Editing(environment, folder, editor, today, before, drafts).run()


def _drafts(
    before: Loaded, kinds: Sequence[FileKind], environment: Environment
) -> dict[FileKind, Draft]:
    """The drafts of the files that are to be edited, in the order of the files. Ends
    the program with 1 when one that is named, or every one, cannot be read."""
    wanted = [kind for kind in before.files if kind in (kinds or before.contents)]
    lacking = {before.files[kind] for kind in wanted or before.files if kind not in before.contents}
    if lacking:
        diagnostics = [
            one for one in before.diagnostics if one.code == "A001" and one.file in lacking
        ]
        write_text(diagnostics_text(diagnostics, environment, to_stderr=True), environment.stderr)
        raise typer.Exit(1)
    return {kind: Draft(before.folder / f"{kind}.yaml", before.files[kind]) for kind in wanted}


@dataclass(frozen=True)
class _Editing:
    """One edit from the first look at the drafts to the last word."""

    environment: Environment
    folder: Folder
    editor: Editor
    today: date
    before: Loaded
    drafts: dict[FileKind, Draft]

    def run(self) -> int:
        """The exit code: 0 saved or nothing changed, 1 not saved."""
        try:
            code = self._edit() if self._begin() else 1
        except (DraftNotFound, OutputError) as error:
            self._complain(str(error))
            code = 1
        except BaseException:
            self._leave()
            raise
        if code != 0:
            self._leave()
        return code

    def _say(self, text: str) -> None:
        write_text(f"{text}\n", self.environment.stdout)

    def _complain(self, text: str) -> None:
        write_text(f"{text}\n", self.environment.stderr)

    # -- drafts at the beginning and at the end --

    def _begin(self) -> bool:
        """Make the drafts, or go on with those that are there; False to leave these be.

        Raises DraftNotFound, and a usage error where none can be made.
        """
        left: dict[FileKind, Left] = {}
        for kind, draft in self.drafts.items():
            found = draft.left(self.before.contents[kind])
            if found is not None:
                left[kind] = found
        if left and not self.environment.is_terminal:
            shown = "、".join(self.drafts[kind].shown for kind in left)
            self._complain(f"上次的草稿还在：{shown}。要在终端里接着改；不要了，就先删掉它。")
            return False
        answer = self._ask_about(left) if left else "d"
        if answer in (None, "q"):
            return False
        try:
            for kind, draft in self.drafts.items():
                begin = draft.go_on if kind in left and answer == "e" else draft.begin
                begin(self.before.contents[kind])
        except OutputError:
            raise typer.BadParameter(
                f"不能在 {self.folder.shown} 里写草稿，没有打开编辑器。"
                "请检查文件夹的权限和磁盘的空间，或者复制到别处改，用 --data 指定"
            ) from None
        return True

    def _ask_about(self, left: dict[FileKind, Left]) -> str | None:
        """Show what is in the drafts from before, and ask what to do with them."""
        for kind, (data, is_behind) in left.items():
            draft = self.drafts[kind]
            self._say(f"上次的草稿还在，没有放回：{draft.shown}。和 {draft.file_shown} 相比：\n")
            self._say(_patch(draft, self.before.contents[kind], data, self.environment))
            if is_behind:
                self._say(
                    f"注意：有草稿以后 {draft.file_shown} 又被改过，草稿里没有那些改动。\n"
                    "接着改草稿，要自己补上；不补，放回时它们就没有了。\n"
                )
        return ask(
            "怎么办？（如果另有一个 anju edit 正开着，请先在那里改完）",
            (
                Answer("e", "接着改", "草稿"),
                Answer("d", "删掉", "草稿，从现在的文件重新改"),
                Answer("q", "放着", "，现在不改"),
            ),
            self.environment,
        )

    def _changed(self) -> dict[FileKind, bytes]:
        """The contents of the drafts that are not as the files are. Raises DraftNotFound."""
        contents = {kind: draft.read() for kind, draft in self.drafts.items()}
        return {kind: data for kind, data in contents.items() if data != self.before.contents[kind]}

    def _leave(self) -> None:
        """Go away unsaved: drafts with something in them stay, and it is said where."""
        kept = []
        for kind, draft in self.drafts.items():
            try:
                if draft.left(self.before.contents[kind]) is None:
                    draft.drop()
                    continue
            except DraftNotFound:
                pass  # it cannot be read, so it cannot be judged either
            kept.append(draft.shown)
        if kept:
            self._complain(f"没有保存。草稿留在 {'、'.join(kept)}。\n接着改：{self._again()}")

    def _again(self) -> str:
        """The command that goes on with these drafts."""
        names = [] if len(self.drafts) == len(self.before.files) else self.drafts
        data = ("--data", self._named) if self.folder.origin == "option" else ()
        return " ".join(("anju", "edit", *names, *data))

    @property
    def _named(self) -> str:
        """The folder as it can be typed."""
        shown = self.folder.shown
        return f'"{shown}"' if " " in shown else shown

    # -- the edit itself --

    def _edit(self) -> int:
        """Editor, check, question, until it is saved or given up: the exit code.

        Raises DraftNotFound.
        """
        code: int | None = None
        while code is None:
            paths = [draft.path for draft in self.drafts.values()]
            failure = self.editor.edit(paths, self.environment.cwd, self.environment.variables)
            if failure is not None:
                self._complain(failure)
                return 1
            code = self._check()
        return code

    def _check(self) -> int | None:
        """Save what is valid, else ask: the exit code, or None to go on editing.

        Raises DraftNotFound.
        """
        while True:
            contents = self._changed()
            if not contents:
                self._drop()
                self._say("没有改动。")
                return 0
            edit = PlanEdit.of(self.before, contents, self.folder.shown, self.today)
            shown = sorted((*edit.own, *edit.caused))
            if shown:
                self._say(diagnostics_text(shown, self.environment))
            if edit.is_valid:
                return self._save(edit)
            self._mention(
                diagnostic for diagnostic in edit.other_errors if diagnostic not in edit.caused
            )
            answer = self._ask_or_fix(edit)
            if answer != "m":
                return None if answer == "e" else 1

    def _ask_or_fix(self, edit: PlanEdit) -> str | None:
        """What a person wants; what is asked to be fixed is."""
        if not self.environment.is_terminal:
            return None
        contents, fixes = edit.fixed()
        answers = [Answer("e", "接着改")]
        if fixes:
            answers.append(Answer("m", "自动改", f"好 {len(fixes)} 处"))
        drafts = "、".join(self.drafts[kind].shown for kind in edit.contents)
        answers.append(Answer("q", "放弃", f"，草稿留在 {drafts}"))
        answer = ask("有错误，没有保存。怎么办？", answers, self.environment)
        if answer == "m" and self._changed() == edit.contents:  # not saved again meanwhile
            for kind, data in contents.items():
                self.drafts[kind].write(data)
            self._say(fixed_text(fixes, self.environment))
        return answer

    def _save(self, edit: PlanEdit) -> int:
        saved = save(edit, self.drafts)
        if saved.kinds:
            self._say(f"已保存 {'、'.join(self.before.files[kind] for kind in saved.kinds)}")
        if saved.failure is not None:
            for kind in saved.kinds:
                self.drafts[kind].drop()
            self._complain(saved.failure)
            return 1
        self._drop()
        self._mention(edit.other_errors)
        if edit.before.plan is not None and edit.after.plan is not None:
            changes = compare(Side(edit.before.plan), Side(edit.after.plan))
            self._say("")
            title = f"{self.folder.shown}：这次的变化"
            send(changes_listing(changes, title), None, None, self.environment)
        return 0

    def _drop(self) -> None:
        for draft in self.drafts.values():
            draft.drop()

    def _mention(self, errors: Iterable[Diagnostic]) -> None:
        """That other files have errors, which are not this edit's."""
        files = [diagnostic.file for diagnostic in errors]
        if files:
            data = f" {self._named}" if self.folder.origin == "option" else ""
            self._say(
                f"另有 {len(files)} 处错误在别的文件里，不影响这次保存："
                f"{'、'.join(dict.fromkeys(files))}。查看：anju validate{data}"
            )


def _patch(draft: Draft, old: bytes, new: bytes, environment: Environment) -> str:
    """What saving a draft would change, line by line."""
    before, _ = decode(draft.file_shown, old)
    after, _ = decode(draft.file_shown, new)
    if before is None or after is None:
        return "（其中一个不是文字，列不出来）\n"
    text = patch_text(draft.file_shown, before.text, after.text, environment)
    return text or "（只有换行或编码不同）\n"
