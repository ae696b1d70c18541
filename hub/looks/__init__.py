"""Looks: themes, their colours and contrast, their templates, what they draw."""
