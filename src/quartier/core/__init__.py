"""The rooms that every capability shares, in five tiers; each imports only from those below it."""
