"""What Typer keeps private and anju needs: here alone a new Typer may break it."""

from typer._click.core import Command, Context, Parameter
from typer._click.exceptions import BadOptionUsage, NoSuchOption, UsageError

__all__ = ["BadOptionUsage", "Command", "Context", "NoSuchOption", "Parameter", "UsageError"]
