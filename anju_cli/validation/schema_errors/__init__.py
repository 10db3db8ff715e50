"""From the errors of pydantic to violations, and to a tree without what is broken."""

from anju_cli.validation.schema_errors.messages import schema_violations
from anju_cli.validation.schema_errors.pruning import Loss, prune

__all__ = ["Loss", "prune", "schema_violations"]
