"""The fields of a page or record as plain JSON and back, with the files that they name; a line laid
over them."""
