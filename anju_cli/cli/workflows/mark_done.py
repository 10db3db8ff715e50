"""Records of completion made and taken back: from what was typed to what is said of it."""

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
from anju_cli.editing.patch import Drop, Put, Value, Words, as_plain
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.model.schema import Done, PlanInfo
from anju_cli.storage.folders import Folder
from anju_cli.validation.loader import Loaded
from anju_cli.views.completion import mark_sentence

Refusal = Callable[[Completion, PlanInfo], CompletionNotFound | None]
"""Why nothing can be done with a record; None where it can."""


@dataclass(frozen=True)
class Marking:
    """The records that ``ids`` mean, with what was typed beside these, in the plan of
    ``folder``. In a ``dry_run`` it is only said what would change."""

    environment: Environment
    folder: Folder
    today: date
    ids: Sequence[str]
    occasion: Occasion
    dry_run: bool

    def make(
        self, day: date, fields: Mapping[str, str], *, replace: bool, remarks: Sequence[str]
    ) -> None:
        """Write that it was done on ``day``, which ``fields`` say (see ``read_fields``), and
        say so behind ``remarks``. What is recorded already is changed only to ``replace`` it."""
        completions: list[Completion] = []

        def patch_of(loaded: Loaded, plan: Plan) -> Patch:
            refusal_of = _refusal_to_make(day, self.today, replace)
            completions.extend(self._find(loaded, plan, refusal_of, may_add=True))
            return {
                "tasks": [
                    put
                    for completion in completions
                    for put in _puts(completion, fields, self.occasion)
                ]
            }

        change = rewrite_plan(self.environment, self.folder, patch_of, dry_run=self.dry_run)
        info = change.new.info
        said = list(remarks)
        for completion in completions:
            was = completion.duty(info, self.today, completion.done)
            now = completion.duty(
                info, self.today, Done.model_validate({**_known(completion), **fields})
            )
            said.append(mark_sentence(completion.title, was, now))
        show_change(self.environment, self.folder, change, said)

    def take_back(self) -> None:
        """Take the records out of the file, and say so."""
        completions: list[Completion] = []

        def patch_of(loaded: Loaded, plan: Plan) -> Patch:
            completions.extend(self._find(loaded, plan, _refusal_to_take_back, may_add=False))
            return {"tasks": [Drop(completion.path) for completion in completions]}

        change = rewrite_plan(self.environment, self.folder, patch_of, dry_run=self.dry_run)
        info = change.new.info
        said = []
        for completion in completions:
            was = completion.duty(info, self.today, completion.done)
            said.append(
                mark_sentence(completion.title, was, completion.duty(info, self.today, None))
            )
        show_change(self.environment, self.folder, change, said)

    def _find(
        self, loaded: Loaded, plan: Plan, refusal_of: Refusal, *, may_add: bool
    ) -> list[Completion]:
        """The records that are meant, each once. A usage error says of all of them what is
        wrong: that there is none (an event is ``may_add``-ed), or what ``refusal_of`` says."""
        shape = as_plain(loaded.contents["tasks"])
        completions: dict[tuple[str | int, ...], Completion] = {}
        wrong: list[CompletionNotFound] = []
        for typed in self.ids:
            try:
                completion = find_completion(plan, shape, typed, self.occasion, may_add=may_add)
            except CompletionNotFound as error:
                wrong.append(error)
                continue
            refusal = refusal_of(completion, plan.info)
            if refusal is not None:
                wrong.append(refusal)
            completions.setdefault(completion.path, completion)
        if wrong:
            said = dict.fromkeys(str(one) for one in wrong)
            hints = dict.fromkeys(one.option for one in wrong)
            raise typer.BadParameter("；".join(said), param_hint="、".join(hints))
        return list(completions.values())


# -- what was typed ----------------------------------------------------------


def read_occasion(period: str | None, event: date | None, what: str | None) -> Occasion:
    """What was typed beside the ids; a usage error for what makes no sense."""
    if what is None:
        return Occasion(period, event)
    if event is None:
        raise typer.BadParameter(
            "要和 --event 一起用，说明是哪天发生的事", param_hint="选项 --what"
        )
    return Occasion(period, event, _one_line(what, "--what"))


def read_fields(on: date, note: str | None, link: str | None) -> dict[str, str]:
    """The record as it is written; a usage error for a text that is empty."""
    fields = {"on": on.isoformat()}
    if note is not None:
        fields["note"] = Words(_one_line(note, "--note"))
    if link is not None:
        fields["link"] = Words(_one_line(link, "--link"))
    return fields


def _one_line(text: str, option: str) -> str:
    """A text on one line, its lines joined as ``scalars`` reads them."""
    joined = "".join(line.strip() for line in text.splitlines())
    if not joined:
        raise typer.BadParameter("不能空着。没有可写的就去掉它", param_hint=f"选项 {option}")
    return joined


# -- refused, or put into the file -------------------------------------------


def _refusal_to_make(day: date, today: date, replace: bool) -> Refusal:
    """Why a record cannot be made, or changed, to say ``day``."""

    def refusal(completion: Completion, info: PlanInfo) -> CompletionNotFound | None:
        if completion.done is not None and not replace:
            return CompletionNotFound(
                f"{completion.title} 已经记了 {completion.done.on} 办结；要改就加 --replace"
            )
        reason = completion.refusal(day, info, today)
        return None if reason is None else CompletionNotFound(reason, "选项 --on")

    return refusal


def _refusal_to_take_back(completion: Completion, _: PlanInfo) -> CompletionNotFound | None:
    """Why there is nothing to take back."""
    if completion.done is not None:
        return None
    return CompletionNotFound(
        f"{completion.title}没有记办结，不用撤销。已记的：anju deadlines --all"
    )


def _known(completion: Completion) -> dict[str, str]:
    """The texts that the record has already, and keeps."""
    if completion.done is None:
        return {}
    known = {"note": completion.done.note, "link": completion.done.link}
    return {key: text for key, text in known.items() if text is not None}


def _puts(completion: Completion, fields: Mapping[str, str], occasion: Occasion) -> list[Put]:
    """The record, or of one that is there the fields that are to be others. In one line
    where the file's own example has it so, unless a link makes it long."""
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
