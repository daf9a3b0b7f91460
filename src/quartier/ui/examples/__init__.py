"""Examples of every part, as data: the gallery shows them, the tests read them. All places and people are invented."""
