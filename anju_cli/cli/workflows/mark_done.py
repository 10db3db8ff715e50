"""Record completions in tasks.yaml, or take them back, and say what that changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import typer

from anju_cli.cli.workflows.transaction import Patch, rewrite_plan, show_change
from anju_cli.editing.completion import (
    DONE_KEYS,
    OCCURRENCE_KEYS,
    Completion,
    CompletionNotFound,
    Occasion,
    find_completion,
)
from anju_cli.editing.patch import Drop, Put, Value, Words
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.model.schema import Done, PlanInfo
from anju_cli.storage.folders import Folder
from anju_cli.views.done import mark_sentence

Check = Callable[[Completion, PlanInfo], None]
"""Raises CompletionNotFound where nothing can be done with a record."""


@dataclass(frozen=True)
class Completions:
    """The records that ``ids`` mean, with what was typed beside these, in the plan of
    ``folder``. In a ``dry_run`` it is only said what would change."""

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

        def check(completion: Completion, info: PlanInfo) -> None:
            if completion.done is not None and not replace:
                raise CompletionNotFound(
                    f"{completion.title} 已经记了 {completion.done.on} 办结；要改就加 --replace"
                )
            if reason := completion.refusal(day, info, self.today):
                raise CompletionNotFound(reason, "选项 --on")

        def record_of(completion: Completion) -> Done:
            return Done.model_validate({**_texts(completion), **fields})

        def puts_of(completion: Completion) -> list[Put]:
            return _puts(completion, fields, self.occasion)

        self._change(check, puts_of, record_of, remarks, may_add=True)

    def take_back(self) -> None:
        """Take the records out of the file, and say so."""

        def check(completion: Completion, _: PlanInfo) -> None:
            if completion.done is None:
                raise CompletionNotFound(
                    f"{completion.title}没有记办结，不用撤销。已记的：anju deadlines --all"
                )

        self._change(
            check, lambda completion: [Drop(completion.path)], lambda _: None, (), may_add=False
        )

    def _change(
        self,
        check: Check,
        operations_of: Callable[[Completion], Sequence[Put | Drop]],
        record_of: Callable[[Completion], Done | None],
        remarks: Sequence[str],
        *,
        may_add: bool,
    ) -> None:
        """Amend the file for each of the records, and say what becomes of them."""
        completions: list[Completion] = []

        def patch_of(plan: Plan) -> Patch:
            completions.extend(self._find(plan, check, may_add=may_add))
            return {
                "tasks": [each for completion in completions for each in operations_of(completion)]
            }

        change = rewrite_plan(self.environment, self.folder, patch_of, dry_run=self.dry_run)
        info = change.new.info
        sentences = [
            mark_sentence(
                completion.title,
                completion.duty(info, self.today, completion.done),
                completion.duty(info, self.today, record_of(completion)),
            )
            for completion in completions
        ]
        show_change(self.environment, self.folder, change, [*remarks, *sentences])

    def _find(self, plan: Plan, check: Check, *, may_add: bool) -> list[Completion]:
        """Return the records that are meant, each once. Raises typer.BadParameter, which says
        of all of them what is wrong; an event that is not there may be ``may_add``-ed."""
        completions: dict[tuple[str | int, ...], Completion] = {}
        refusals: list[CompletionNotFound] = []
        for typed in self.ids:
            try:
                completion = find_completion(plan, typed, self.occasion, may_add=may_add)
                check(completion, plan.info)
            except CompletionNotFound as error:
                refusals.append(error)
            else:
                completions.setdefault(completion.path, completion)
        if refusals:
            messages = dict.fromkeys(str(error) for error in refusals)
            options = dict.fromkeys(error.option for error in refusals)
            raise typer.BadParameter("；".join(messages), param_hint="、".join(options))
        return list(completions.values())


# -- what was typed ----------------------------------------------------------


def read_occasion(period: str | None, event: date | None, what: str | None) -> Occasion:
    """Return what was typed beside the ids; a usage error for what makes no sense."""
    if what is None:
        return Occasion(period, event)
    if event is None:
        raise typer.BadParameter(
            "要和 --event 一起用，说明是哪天发生的事", param_hint="选项 --what"
        )
    return Occasion(period, event, _one_line(what, "--what"))


def read_fields(on: date, note: str | None, link: str | None) -> dict[str, str]:
    """Return the record as it is written; a usage error for a text that is empty."""
    fields = {"on": on.isoformat()}
    if note is not None:
        fields["note"] = Words(_one_line(note, "--note"))
    if link is not None:
        fields["link"] = Words(_one_line(link, "--link"))
    return fields


def _one_line(text: str, option: str) -> str:
    """Join the lines of a text as ``scalars`` reads them; a usage error for none."""
    joined = "".join(line.strip() for line in text.splitlines())
    if not joined:
        raise typer.BadParameter("不能空着。没有可写的就去掉它", param_hint=f"选项 {option}")
    return joined


# -- what is put into the file ------------------------------------------------


def _texts(completion: Completion) -> dict[str, str]:
    """Return the texts that the record has already, and keeps."""
    if completion.done is None:
        return {}
    texts = {"note": completion.done.note, "link": completion.done.link}
    return {key: text for key, text in texts.items() if text is not None}


def _puts(completion: Completion, fields: Mapping[str, str], occasion: Occasion) -> list[Put]:
    """Put the record, or the fields that change in one that is there.

    It stands in one line where the file's own example has it so, unless a link makes it long.
    """
    if completion.done is not None:
        return [Put((*completion.path, key), text, DONE_KEYS) for key, text in fields.items()]
    is_flow = "link" not in fields and (
        completion.period is not None or completion.occurrence is not None
    )
    if not completion.is_new or completion.occurrence is None:
        return [Put(completion.path, fields, completion.order, flow=is_flow)]
    event: dict[str, Value] = {"date": completion.occurrence.date.isoformat()}
    if occasion.what is not None:
        event["what"] = Words(occasion.what)
    event["done"] = fields
    return [Put(completion.path[:-1], event, OCCURRENCE_KEYS, flow=is_flow)]
