"""What every capability promises, ours and those of others: one suite over all installed."""
