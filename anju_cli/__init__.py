"""anju: a ledger of a district government's yearly plan, kept in YAML by hand."""

__version__ = "0.1.0"
