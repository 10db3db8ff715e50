"""What all tests share: laws are tried on the same examples in every run."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("anju", derandomize=True, database=None, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)  # by hand
settings.load_profile("anju")
