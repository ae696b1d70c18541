"""Pages, news and alerts: what an editorial team writes."""
