"""Settings: base holds what every installation shares; the others say only what differs."""
