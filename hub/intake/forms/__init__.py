"""What is asked: forms and their fields, filled, drawn and turned into lines."""
