"""Law as data: rule packs with article, source and dates for every row, and the calendars of working days.

A pack is one file in `packs/`, a calendar one file in `calendars/`. They are read strictly: a word that is not known
is an error that names its place. The version of a pack is the hash of all the files that it was read from. A row says
how well it was read; a limit that nobody has read is `unknown`, never absent. What runs is what the documents render.
"""
