"""Maps: places of a selection on a drawing of our own, or on streets for who asks for them."""
