"""From a fault in the values to its place in the file, and to words for it.

pydantic knows paths, ``yaml_tree`` knows places; this is the bridge.
"""

from anju_cli.locate.places import is_plain, place, problem_at, record_name
from anju_cli.locate.repair import Loss, prune
from anju_cli.locate.schemas import schema_at, schema_of
from anju_cli.locate.words import schema_problems

__all__ = [
    "Loss",
    "is_plain",
    "place",
    "problem_at",
    "prune",
    "record_name",
    "schema_at",
    "schema_of",
    "schema_problems",
]
