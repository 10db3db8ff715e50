"""From a fault in the values to its place in the file, and to words for it.

pydantic knows paths, ``parsing.tree`` knows places; this is the bridge.
"""

from anju_cli.validation.schema_errors.messages import schema_diagnostics
from anju_cli.validation.schema_errors.positions import diagnostic_at, is_plain, place, record_name
from anju_cli.validation.schema_errors.pruning import Loss, prune
from anju_cli.validation.schema_errors.schema_paths import schema_at, schema_of

__all__ = [
    "Loss",
    "diagnostic_at",
    "is_plain",
    "place",
    "prune",
    "record_name",
    "schema_at",
    "schema_diagnostics",
    "schema_of",
]
