"""What editors meet: forms, lists, rights, colours, and what they are kept from."""
