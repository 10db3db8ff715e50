"""From a fault in the values to its place in the file, and to words for it.

pydantic knows paths, ``yaml_tree`` knows places; this is the bridge.
"""

from anju_cli.validation.schema_errors.messages import schema_problems
from anju_cli.validation.schema_errors.positions import is_plain, place, problem_at, record_name
from anju_cli.validation.schema_errors.pruning import Loss, prune
from anju_cli.validation.schema_errors.schema_paths import schema_at, schema_of

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
