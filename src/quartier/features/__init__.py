"""One folder a capability; features know nothing of each other."""
