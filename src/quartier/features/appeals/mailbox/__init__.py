"""A mailbox whose letters become appeals.

Invariants: a letter is registered once, however often a round is killed; nothing is deleted, a letter is put into another
folder when its row stands; what a machine wrote is passed over and kept; what cannot be read lies ready for a person.
"""
