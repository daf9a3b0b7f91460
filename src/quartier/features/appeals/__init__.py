"""What residents write to a body that must answer: lodged, sent on, asked back about, answered, checked with them.

Invariants: who wrote and how to reach them is behind the lock, in a compartment of its own, and moderators have no part in
it; each change is a row of the appeal's history, and its state follows from them; due dates come from rule packs over that
history, and lateness from the clock on the wall: neither is ever typed; an answer stands before anything counts as
answered; an appeal about an officer goes to the body that oversees, never to the one complained of. What the public reads
is another record, let out by publication, and it grows with each step.
"""
