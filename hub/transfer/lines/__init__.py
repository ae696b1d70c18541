"""What a line is, which document it means, whom it names, and where a new page will stand."""
