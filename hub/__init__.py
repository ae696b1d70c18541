"""The Engagement Hub's machinery. It knows no capability by name."""
