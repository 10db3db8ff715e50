"""Questions to a plan: pure filters and sums, in a fixed order.

One module a subject, so that a question imports what it needs.
"""
