"""Time: a month as a table, the week of the home page, the spans people ask for."""
