"""A notice board that uses every part once: an example to read, and the dummy of the tests."""
