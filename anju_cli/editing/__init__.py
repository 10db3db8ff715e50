"""Data files changed: patched byte for byte, and read from spreadsheets."""
