"""Values of ``document`` and ``diagnostics`` turned into text.

Nothing else in anju knows rich, tabulate, csv or json. The heavy ones are
imported only by the function that draws with them.
"""
