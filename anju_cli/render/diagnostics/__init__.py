"""Diagnostics as text, JUnit, SARIF, Code Quality and annotations."""
