"""Tests of the accessibility statement and of the reports of barriers."""
