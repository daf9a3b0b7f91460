"""The mail room: all that the house says to people leaves through here.

An action says `tell(...)` in its own transaction; the message stands when that commits. A worker writes the text in the
person's language and hands it to a channel: e-mail, SMS, or a letter to print.

Invariants: an address is a locked record and stands in no log line, no address of a page and no ledger entry; a message
is written down before it leaves, and what happened to it afterwards is only added; handed over, delivered and
acknowledged are three different words; nothing is sent to an address that nobody confirmed, except the question whether
it is theirs.
"""
