"""One `anju edit`: drafts in the person's editor, checked, and saved once they are valid.

A draft lies in a folder of the user's own, since in that of the plan others may have put a
link in its place. It is YAML to editors, and beside it lies the schema that its first line names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from anju_cli.cli.prompt import read_answer
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import data_option, refuse_shipped_plan
from anju_cli.cli.workflows.editor import find_editor, run_editor
from anju_cli.cli.workflows.transaction import show_differences
from anju_cli.diagnostics import has_errors
from anju_cli.environment import Environment
from anju_cli.model.json_schema import json_schema
from anju_cli.render.data import json_text
from anju_cli.render.diagnostics.fixes import fixed_text, patch_text
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.streams import write_text
from anju_cli.storage.drafts import drafts_folder
from anju_cli.storage.files import OutputError, locked, make_folder, write_back, write_file
from anju_cli.storage.folders import FileKind, Folder
from anju_cli.storage.input_file import InputError, read_input
from anju_cli.validation.baseline import only_new
from anju_cli.validation.fixer import fix
from anju_cli.validation.loader import Given, Loaded, load

_MOST_BYTES = 64 * 1024 * 1024
"""More is no draft: the loader says what is too much for a data file."""


class Draft(NamedTuple):
    """The copy of a data file that a person edits; the file was read as ``original``."""

    path: Path
    shown: str
    original: bytes

    def edited(self) -> bytes:
        """Return what a person has made of the file; nothing where it is as it was."""
        try:
            data = read_input(self.path, _MOST_BYTES)
        except FileNotFoundError:
            return b""
        return b"" if data == self.original else data

    def write(self, data: bytes) -> None:
        """Put ``data`` in the draft. Raises OutputError."""
        write_file(self.path, self.shown, data)

    def close(self) -> bool:
        """Remove the draft, and the schema beside it, if nothing would be lost with it.

        Whether it has gone.
        """
        with suppress(OSError, InputError):
            if not self.edited():
                self.path.unlink(missing_ok=True)
                self.schema.unlink(missing_ok=True)
                self.schema.parent.rmdir()
                self.path.parent.rmdir()  # unless there is a draft of another file
        return not os.path.lexists(self.path)

    @property
    def schema(self) -> Path:
        """Where the first line of a plan's files says that the schema is."""
        return self.path.parent / "schemas" / f"{self.path.stem}.json"


class EditSession:
    """An edit of the files ``kinds`` of a plan; ``platform`` is that of ``sys``.

    Raises typer.BadParameter for the shipped plan, and where a file or an editor is not found.
    """

    def __init__(
        self, environment: Environment, folder: Folder, kinds: Sequence[str], platform: str
    ) -> None:
        refuse_shipped_plan(folder, environment)
        self.environment, self.folder = environment, folder
        self.editor = find_editor(environment.variables, platform)
        self.before = load(folder.path, folder.shown, environment.clock())
        self.drafts: dict[FileKind, Draft] = {}
        self.kinds = [kind for kind in self.before.contents if kind in kinds]
        if missing := [kind for kind in kinds if kind not in self.kinds]:
            reason = f"没有“{missing[0]}”这个文件，或者读不出。可以写：units、tasks、quotas"
            raise refusal("参数 文件", reason)

    def run(self) -> int:
        """Return the exit code: 0 saved or nothing changed, 1 not saved.

        However it ends, be it by Ctrl-C, a draft with something in it stays.
        """
        try:
            with locked(self.folder.path, self.folder.shown):
                pass  # what could not be saved is not edited
            place = drafts_folder(self.environment.state, self.folder.path)
            for kind in self.kinds:
                path = place / f"{kind}.yaml"
                shown = _below_home(path, self.environment)
                self.drafts[kind] = Draft(path, shown, self.before.contents[kind])
            return self._edit() if all(map(self._begin, self.drafts)) else 1
        except OutputError as error:
            return self._fail(str(error))
        except InputError as error:
            return self._fail(f"读不出草稿：{error}。{error.hint}。")
        except OSError as error:  # of the editor, or of a draft that is gone
            return self._fail(f"打不开 {error.filename}（错误号 {error.errno}）。")
        finally:
            kept = [draft.shown for draft in self.drafts.values() if not draft.close()]
            if kept:
                again = " ".join(("anju edit", *self.drafts)) + data_option(self.folder)
                self._fail(f"没有保存。草稿留在 {'、'.join(kept)}。\n接着改：{again}")

    def _begin(self, kind: FileKind) -> bool:
        """Make a draft, or go on with what is left in it; False to leave that alone."""
        answer, draft, file = "d", self.drafts[kind], self.before.files[kind]
        if leftover := draft.edited():
            self._say(f"上次的草稿还在，没有放回：{draft.shown}。放回去，{file} 就会这样改：\n")
            self._say(patch_text(file, draft.original, leftover, self.environment))
            question = "怎么办？（如果另有一个 anju edit 正开着，请先在那里改完）"
            answers = {"e": "接着改草稿", "d": "删掉草稿，重新改", "q": "放着，现在不改"}
            answer = self._ask(question, answers)
        if answer == "d":
            draft.write(draft.original)
        make_folder(draft.schema.parent, str(draft.schema.parent))
        write_file(draft.schema, str(draft.schema), json_text(json_schema(kind)).encode())
        return answer != "q"

    def _edit(self) -> int:
        """Edit and check until it is saved or given up; return the exit code."""
        paths = [draft.path for draft in self.drafts.values()]
        answer = "e"
        while answer != "q":
            if answer == "e" and (code := run_editor(self.editor, paths, self.environment)):
                return self._fail(f"编辑器 {self.editor[0]} 没有正常退出（退出码 {code}）。")
            contents = self._edited()
            if not contents:
                self._say("没有改动。")
                return 0
            after, may_save = self._check(contents)
            if may_save:
                self._save(contents, after)
                return 0
            answer = self._ask_or_fix(contents, after)
        return 1

    def _edited(self) -> dict[FileKind, bytes]:
        """Return the contents of the files as they have been edited."""
        return {kind: data for kind, draft in self.drafts.items() if (data := draft.edited())}

    def _check(self, contents: Mapping[FileKind, bytes]) -> tuple[Loaded, bool]:
        """Load the plan as edited and show what is wrong; whether it may be saved, too.

        Errors that other files had before do not matter, else two broken files could never be
        fixed one by one; nor do those that errors in the edited files had hidden.
        """
        given = {kind: Given(self.before.files[kind], data) for kind, data in contents.items()}
        after = load(self.folder.path, self.folder.shown, self.environment.clock(), given)
        files = {file for file, _ in given.values()}
        new = only_new(after.diagnostics, self.before.diagnostics)
        shown = [each for each in after.diagnostics if each.file in files or each in new]
        if shown:
            self._say(diagnostics_text(shown, self.environment))
        hid_others = has_errors(each for each in self.before.diagnostics if each.file in files)
        return after, not has_errors(each for each in shown if each.file in files or not hid_others)

    def _ask_or_fix(self, contents: Mapping[FileKind, bytes], after: Loaded) -> str:
        """Ask what to do about errors; fix in the drafts what is asked to be fixed."""
        fixed = fix(after, self.folder.shown, self.environment.clock())
        files = {self.before.files[kind] for kind in contents}
        fixes = [each for each in fixed.diagnostics if each.file in files]
        drafts = "、".join(self.drafts[kind].shown for kind in contents)
        answers = {"e": "接着改", "m": f"自动改好 {len(fixes)} 处", "q": f"放弃，草稿留在 {drafts}"}
        if not fixes:
            del answers["m"]
        answer = self._ask("有错误，没有保存。怎么办？", answers)
        if answer == "m" and self._edited() == contents:  # not saved again meanwhile
            for kind, data in contents.items():
                self.drafts[kind].write(fixed.contents.get(kind, data))
            self._say(fixed_text(fixes, self.environment))
        return answer

    def _save(self, contents: Mapping[FileKind, bytes], after: Loaded) -> None:
        """Put the drafts in the place of the files, and say what that means. Raises
        OutputError; nothing is saved when somebody has changed one of the files."""
        with locked(self.folder.path, self.folder.shown):
            write_back(self.folder.path, self.before.files, self.before.contents, contents)
        for kind, data in contents.items():
            self.drafts[kind] = self.drafts[kind]._replace(original=data)
        self._say(f"已保存 {'、'.join(self.before.files[kind] for kind in contents)}")
        if self.before.plan is not None and after.plan is not None:
            self._say("")
            show_differences(self.environment, self.folder, self.before.plan, after.plan)

    def _ask(self, question: str, answers: Mapping[str, str]) -> str:
        """Return the letter that is typed: the first for an empty line, the last at the end
        of the input, and without a terminal, where nothing is asked."""
        first, *_, last = answers
        if not self.environment.is_terminal:
            return last
        self._say("\n".join((question, *(f"  {key}  {text}" for key, text in answers.items()))))
        while True:
            prompt = f"请选 {'、'.join(answers)}（直接按回车就是 {first}）："
            typed = read_answer(prompt, self.environment)
            if typed is None:
                return last
            typed = typed or first
            if typed in answers:
                return typed
            write_text(f"没有“{typed}”这个选择。", self.environment.stdout)

    def _say(self, text: str) -> None:
        write_text(f"{text}\n", self.environment.stdout)

    def _fail(self, text: str) -> int:
        write_text(f"{text}\n", self.environment.stderr)
        return 1


def _below_home(path: Path, environment: Environment) -> str:
    """Return a path as shells and people write it."""
    home = environment.variables.get("HOME")
    is_below = os.name != "nt" and home and path.is_relative_to(home)
    return f"~/{path.relative_to(home or '').as_posix()}" if is_below else str(path)
