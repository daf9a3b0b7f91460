"""A witness of logs (C2SP tlog-witness): it countersigns what only grew, and refuses whatever contradicts the past.

Another organisation runs it on its own machine: one process, one folder, one key. It learns sizes and hashes and
nothing of what was entered. Its word is worth something because its memory is not the operator's: therefore a new head
is on its disk before any signature leaves, and what it refused is kept as evidence.

    submission.py   what was sent, taken apart        rules.py    whether it may be countersigned, and why not
    memory.py       SQLite: heads, evidence, counter  answering.py  request to answer, apart from network and disk
    serving.py      HTTP                              program.py    the command; keys.py the own key
"""
