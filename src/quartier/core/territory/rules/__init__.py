"""Pure rules of the territory: tree, boundaries, names, hours, addresses, and which area holds a point."""
