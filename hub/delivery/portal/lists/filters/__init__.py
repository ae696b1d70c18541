"""How a list is narrowed: the form, what is chosen, the names of topics and districts."""
