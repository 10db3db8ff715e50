"""The circular (通报) of a month: as a letter, as a workbook, and for programs."""
