"""Diagnostics as text, JUnit, SARIF and annotations."""
