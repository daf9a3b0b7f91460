"""The gate: how many may come in at once, and the room where the others wait without losing what they wrote.

Invariants: nobody is turned away for good and nobody solves a puzzle; whoever waits knows until when; an address is
never kept, only digests under a key that is thrown away each day; what was written waits encrypted under its own code.
"""
