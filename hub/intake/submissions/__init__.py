"""What becomes of what was sent: received, moved from state to state, accepted; letters, links."""
