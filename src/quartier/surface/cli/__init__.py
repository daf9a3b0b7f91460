"""The `quartier` command: groups are nouns, commands are verbs, and each room brings its own module.

`command.py` knows all of them by name and loads one when it is called. A module offers `app`, a
`typer.Typer`; what it prints as an answer goes through `output.answer`, all else through `output.say`.
Exit status: 0 done · 1 the answer is no · 2 used wrongly · 3 the surroundings are at fault.
"""
