"""Record completions in tasks.yaml, or take them back, and say what that changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from anju_cli.cli.names import Names
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS
from anju_cli.cli.workflows.transaction import Patch, rewrite_plan, show_change
from anju_cli.editing.completion import (
    DONE_KEYS,
    OCCURRENCE_KEYS,
    Completion,
    CompletionNotFound,
    Occasion,
)
from anju_cli.editing.completion_lookup import find_completion, find_new_event
from anju_cli.editing.patch import Drop, Put, Value, Words
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.model.schema import Done, PlanInfo
from anju_cli.storage.folders import Folder
from anju_cli.text.command_line import CommandLine
from anju_cli.text.invisible import named
from anju_cli.views.done import event_sentence, mark_sentence

Find = Callable[[Plan, str, Occasion], Completion]
"""Finds the record that an id means. Raises CompletionNotFound, also where nothing can be
done with it."""


@dataclass(frozen=True)
class Completions:
    """The records that ``ids`` mean, with what was typed beside these on the ``line``, in the
    plan of ``folder``. In a ``dry_run`` it is only said what would change."""

    line: CommandLine
    environment: Environment
    folder: Folder
    today: date
    ids: Sequence[str]
    occasion: Occasion
    dry_run: bool

    def record(
        self, day: date, fields: Mapping[str, str], *, replace: bool, remarks: Sequence[str]
    ) -> None:
        """Write that it was done on ``day``, which ``fields`` say (see ``read_fields``), and
        say so behind ``remarks``. What is recorded already is changed only to ``replace`` it."""

        def find(plan: Plan, typed: str, occasion: Occasion) -> Completion:
            completion = find_completion(plan, typed, occasion, may_add=True)
            if completion.done is not None and not replace:
                raise CompletionNotFound(
                    f"{completion.title} 已经记了 {completion.done.on} 办结；要改就加 --replace"
                )
            if reason := completion.refusal(day, plan.info, self.today):
                raise CompletionNotFound(reason, "选项 --on")
            return completion

        def sentence(completion: Completion, info: PlanInfo) -> str:
            done = Done.model_validate({**_texts(completion), **fields})
            return self._mark_sentence(completion, info, done)

        self._change(find, lambda completion: _puts(completion, fields), sentence, remarks)

    def take_back(self) -> None:
        """Take the records out of the file, and say so."""

        def find(plan: Plan, typed: str, occasion: Occasion) -> Completion:
            completion = find_completion(plan, typed, occasion, may_add=False)
            if completion.done is None:
                all_done = self.line.other("deadlines").having("--done")
                raise CompletionNotFound(
                    f"{completion.title}没有记办结，不用撤销。已记的：{all_done}"
                )
            return completion

        def sentence(completion: Completion, info: PlanInfo) -> str:
            return self._mark_sentence(completion, info, None)

        self._change(find, lambda completion: [Drop(completion.path)], sentence)

    def add_event(self) -> None:
        """Write down that an event has happened, and say by when it is to be done."""

        def find(plan: Plan, typed: str, occasion: Occasion) -> Completion:
            completion = find_new_event(plan, typed, occasion)
            if reason := completion.too_early(self.today):
                raise CompletionNotFound(reason, "选项 --on")
            return completion

        def sentence(completion: Completion, info: PlanInfo) -> str:
            return event_sentence(completion.title, completion.duty(info, self.today, None))

        self._change(find, lambda completion: _puts(completion, {}), sentence)

    def remove_event(self) -> None:
        """Take an event that is not done out of the file, and say so."""

        def find(plan: Plan, typed: str, occasion: Occasion) -> Completion:
            completion = find_completion(plan, typed, occasion, may_add=False)
            if completion.done is not None:
                raise CompletionNotFound(
                    f"{completion.title} 已经记了 {completion.done.on} 办结，不能删去。"
                    f"先撤销办结：{self._undone(completion)}"
                )
            return completion

        self._change(
            find,
            lambda completion: [Drop(completion.path[:-1])],
            lambda completion, _: f"{completion.title}：不再算作要办。",
        )

    def _undone(self, completion: Completion) -> CommandLine:
        """Return the command that takes back the completion of the event that was typed."""
        line = self.line.other("undone", completion.deadline.id)
        about = {"--event": str(self.occasion.event), "--unit": self.occasion.unit}
        about["--what"] = self.occasion.what
        for option, value in about.items():
            line = line.having(option, value) if value else line
        return line

    def _mark_sentence(self, completion: Completion, info: PlanInfo, done: Done | None) -> str:
        before = completion.duty(info, self.today, completion.done)
        return mark_sentence(completion.title, before, completion.duty(info, self.today, done))

    def _change(
        self,
        find: Find,
        operations_of: Callable[[Completion], Sequence[Put | Drop]],
        sentence_of: Callable[[Completion, PlanInfo], str],
        remarks: Sequence[str] = (),
    ) -> None:
        """Amend the file for each of the records, and say what becomes of them."""
        completions: list[Completion] = []

        def patch_of(plan: Plan) -> Patch:
            completions.extend(self._find(plan, find))
            return {
                "tasks": [each for completion in completions for each in operations_of(completion)]
            }

        change = rewrite_plan(
            self.environment, self.folder, patch_of, dry_run=self.dry_run, needs=TASKS
        )
        sentences = [sentence_of(completion, change.new.info) for completion in completions]
        show_change(self.environment, self.folder, change, [*remarks, *sentences])

    def _find(self, plan: Plan, find: Find) -> list[Completion]:
        """Return the records that are meant, each once.
        Raises typer.BadParameter, which says of all of them what is wrong."""
        occasion = self.occasion
        if occasion.unit is not None:
            unit = Names(plan, self.line).unit(occasion.unit)
            occasion = replace(occasion, unit=unit.name)
        completions: dict[tuple[str | int, ...], Completion] = {}
        refusals: list[CompletionNotFound] = []
        for typed in self.ids:
            try:
                completion = find(plan, typed, occasion)
            except CompletionNotFound as error:
                refusals.append(error)
            else:
                completions.setdefault(completion.path, completion)
        if refusals:
            message = "；".join(dict.fromkeys(str(error) for error in refusals))
            if any(error.is_unknown for error in refusals):
                message += f"。全部编号：{self.line.other('deadlines').having('--all')}"
            options = dict.fromkeys(error.option for error in refusals)
            if self.line.command == "event":  # where an event's day is --on
                options = dict.fromkeys(name.replace("--event", "--on") for name in options)
            raise refusal("、".join(options), message)
        return list(completions.values())


# -- what was typed ----------------------------------------------------------


def read_occasion(
    period: str | None, event: date | None, unit: str | None, what: str | None
) -> Occasion:
    """Return what was typed beside the ids; a usage error for what makes no sense."""
    for option, typed in (("--unit", unit), ("--what", what)):
        if typed is not None and event is None:
            raise refusal(option, "要和 --event 一起用，说明是哪天发生的事")
    return Occasion(period, event, unit, None if what is None else _one_line(what, "--what"))


def read_fields(on: date, note: str | None, link: str | None) -> dict[str, str]:
    """Return the record as it is written; a usage error for a text that is empty."""
    fields = {"on": on.isoformat()}
    if note is not None:
        fields["note"] = Words(_one_line(note, "--note"))
    if link is not None:
        fields["link"] = Words(_one_line(link, "--link"))
    return fields


def _one_line(text: str, option: str) -> str:
    """Join the lines of a text as ``scalars`` reads them; a usage error for none, and for bytes
    of another encoding, which no file could hold."""
    joined = "".join(line.strip() for line in text.splitlines())
    if not joined:
        raise refusal(option, "不能空着。没有可写的就去掉它")
    if not_text := re.search("[\ud800-\udfff]", joined):
        raise refusal(option, f"里有不成字的字节 {named(not_text[0])}。请重新输入")
    return joined


# -- what is put into the file ------------------------------------------------


def _texts(completion: Completion) -> dict[str, str]:
    """Return the texts that the record has already, and keeps."""
    if completion.done is None:
        return {}
    texts = {"note": completion.done.note, "link": completion.done.link}
    return {key: text for key, text in texts.items() if text is not None}


def _puts(completion: Completion, fields: Mapping[str, str]) -> list[Put]:
    """Put the record, or the fields that change in one that is there; without ``fields`` only
    a new event.

    It stands in one line where the file's own example has it so, unless a link makes it long.
    """
    if completion.done is not None:
        return [Put((*completion.path, key), text, DONE_KEYS) for key, text in fields.items()]
    is_flow = "link" not in fields and (
        completion.period is not None or completion.occurrence is not None
    )
    if not completion.is_new or completion.occurrence is None:
        return [Put(completion.path, fields, completion.order, flow=is_flow)]
    occurrence = completion.occurrence
    event: dict[str, Value] = {"date": occurrence.date.isoformat()}
    if occurrence.unit is not None:
        event["unit"] = Words(occurrence.unit)
    if occurrence.what is not None:
        event["what"] = Words(occurrence.what)
    if fields:
        event["done"] = fields
    return [Put(completion.path[:-1], event, OCCURRENCE_KEYS, flow=is_flow and bool(fields))]
