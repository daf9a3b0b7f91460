"""Deadlines over events: when a clock of the law starts, pauses, is extended, is met or late.

One engine for detention, appeals, information and petitions. `reading.evaluate` takes a rule pack, a history in
the universal vocabulary and an instant, and gives each clock of the pack with its state and its reasons. Pure: the
time comes in, and so do the calendars of working days. What a pack may say is fixed by the types of `packs`; files
are read elsewhere (`core.law`). The same inputs give the same answer for ever.
"""
