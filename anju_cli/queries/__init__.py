"""Queries of a plan: pure filters and sums, in a fixed order.

One module a subject, so that a query imports what it needs.
"""
