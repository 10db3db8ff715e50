"""What is broken taken out of a tree, so that the rest can still be checked."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from pydantic import BaseModel, ValidationError

from anju_cli.parsing.tree import (
    MappingEntry,
    MappingNode,
    Node,
    Path,
    ScalarNode,
    SequenceNode,
    child,
)
from anju_cli.validation.schema_errors.misspelt_keys import misspelt_keys, other_errors
from anju_cli.validation.schema_errors.root_causes import independent_errors
from anju_cli.validation.schema_errors.schema_paths import Schema, schema_at, schema_of

_Value: TypeAlias = "str | dict[str, _Value] | list[_Value]"
_PLAN: dict[str, _Value] = {
    "title": "？",
    "issuer": "？",
    "issued": "2000-01-01",
    "year": "2000",
    "source": "？",
}
_STAND_INS: dict[Path, _Value] = {
    ("plan",): _PLAN,
    **{("plan", key): text for key, text in _PLAN.items()},
    ("sections",): [{"number": "1", "title": "？"}],
    ("year",): "2000",
    ("total",): "0",
}
"""Values without which a file cannot be read at all, though most of it does not need them."""


class Loss(NamedTuple):
    """What was taken out or filled in.

    ``part`` names the part of the file that is not whole any more: a key at the
    top, or one of the plan's. ``node`` is what was taken out, if it was there.
    """

    part: str
    node: Node | None


class _Step(NamedTuple):
    """One step of an error's path that the file really has."""

    node: MappingNode | SequenceNode
    part: str | int
    path: Path  # of ``node``, as pydantic names it

    @property
    def loss(self) -> Loss:
        """What is lost where the step's value is taken out."""
        top = self.path[0] if self.path else self.part
        return Loss(str(self.part if top == "plan" else top), child(self.node, self.part))


def prune(tree: Node, error: ValidationError, model: type[BaseModel]) -> list[Loss] | None:
    """Put right what has one right form; take out the least around other errors.

    That is the field, where it may be missing, else the record. Values that a
    whole file hangs on get a stand-in. What is left keeps its place in the file.
    Returns what was lost, or None when the file cannot be read without it.
    """
    schema = schema_of(model)
    errors = independent_errors(error)
    meant = misspelt_keys(tree, errors, schema)
    renames = [(_steps(tree, path)[-1], key) for path, key in meant.items()]
    losses: list[Loss] = []
    broken: list[_Step] = []
    for each in other_errors(errors, meant):
        path = tuple(each["loc"])
        steps = _steps(tree, path)
        fixed = each.get("ctx", {}).get("fixed")
        if fixed is not None and path[-1:] == ("[key]",):
            renames.append((steps[-1], fixed))
        elif fixed is not None:
            _put(steps[-1], fixed)
        elif not _stand_in(tree, path, losses):
            step = _to_spare(steps, schema)
            if step is None:
                return None
            broken.append(step)
    losses += [step.loss for step in broken]
    _take_out(broken)
    for step, key in renames:
        losses += _rename(step, key)
    return losses


def _steps(tree: Node, path: Path) -> list[_Step]:
    steps = []
    node = tree
    for position, part in enumerate(path):
        below = child(node, part)
        if below is not None and isinstance(node, (MappingNode, SequenceNode)):
            steps.append(_Step(node, part, path[:position]))
            node = below
    return steps


def _rename(step: _Step, key: str) -> list[Loss]:
    """Give an entry another key; take it out where that is taken."""
    fields, old = step.node, str(step.part)
    if not isinstance(fields, MappingNode) or old not in fields.entries:
        return []
    if key in fields.entries:
        loss = step.loss
        del fields.entries[old]
        return [loss]
    fields.entries = {key if name == old else name: entry for name, entry in fields.entries.items()}
    return []


def _put(step: _Step, text: str) -> None:
    value = child(step.node, step.part)
    if isinstance(value, ScalarNode):
        value.text = text


def _stand_in(tree: Node, path: Path, losses: list[Loss]) -> bool:
    """Put a stand-in at a path that a whole file hangs on."""
    value = _STAND_INS.get(path)
    parent = child(tree, path[0]) if len(path) > 1 else tree
    if value is None or not isinstance(parent, MappingNode):
        return False
    key = str(path[-1])
    line, column = parent.line, parent.column
    parent.entries[key] = MappingEntry(line, column, _node(value, line, column))
    losses.append(Loss(key, None))
    return True


def _node(value: _Value, line: int, column: int) -> Node:
    """A value as a tree, all of it at one place."""
    if isinstance(value, str):
        return ScalarNode(line, column, value)
    if isinstance(value, list):
        return SequenceNode(line, column, [_node(item, line, column) for item in value])
    entries = {
        key: MappingEntry(line, column, _node(item, line, column)) for key, item in value.items()
    }
    return MappingNode(line, column, entries)


def _to_spare(steps: list[_Step], schema: Schema) -> _Step | None:
    """The innermost thing around an error that the file can do without."""
    for step in reversed(steps):
        if isinstance(step.node, SequenceNode):
            return step
        if step.part not in schema_at(schema, step.path).get("required", ()):
            return step
    return None


def _take_out(broken: list[_Step]) -> None:
    indexes: dict[int, tuple[SequenceNode, set[int]]] = {}
    for node, part, _ in broken:
        if isinstance(node, MappingNode):
            node.entries.pop(str(part), None)
        elif isinstance(part, int):
            indexes.setdefault(id(node), (node, set()))[1].add(part)
    for sequence, gone in indexes.values():
        kept = (node for index, node in enumerate(sequence.nodes) if index not in gone)
        sequence.nodes[:] = kept
