"""The pattern page for the office's staff: every part of a page in every state, in any theme."""
