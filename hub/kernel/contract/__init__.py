"""The capability contract: what a capability is, the parts it brings, the values they exchange."""
