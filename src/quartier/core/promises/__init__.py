"""What somebody said in public would be done: the words, who owes it, until which day, and what came of it.

Invariants: the words stay as they were said, a correction stands beside them; history is only added to; whether a
promise is late, and whether it was kept in time, is computed from its rows and today's date in its place, and written
nowhere; who owes a promise may say that it is kept, and only somebody else makes it so; a first date is never forgotten.
A record behind the lock until it is let out; from then on it is public, and so is every step.
"""
