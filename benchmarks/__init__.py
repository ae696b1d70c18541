"""The figures of the documentation: `make bench`, TSV out, every ratio taken in the same run.

Each benchmark is a module with `run(options)` that yields `Line`s; `__main__` lists them.
"""
