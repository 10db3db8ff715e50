"""The plan as values: schemas, register, duties, pace and working days."""
