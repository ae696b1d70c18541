"""The capability contract, its registry, its checks, and the command that starts a capability."""
