"""Demonstration content: JSON Lines, and the script that draws its pictures."""
