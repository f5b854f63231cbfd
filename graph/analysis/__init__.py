"""What the network means for the business: who is central, which chains grow, where the risks lie."""
