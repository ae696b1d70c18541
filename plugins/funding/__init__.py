"""Funding calls: who gives money, to whom, for what, how much and until when."""
