"""The fields of a page or record as plain JSON and back, and a line laid over them."""
