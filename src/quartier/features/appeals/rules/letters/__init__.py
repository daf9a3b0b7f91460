"""Electronic mail without a server: bytes come in, and a letter in plain words comes out.

Nothing is refused for being badly made. What cannot be read is said to be so, what a machine wrote is told apart from
what a person wrote, and no part of a letter is left out without a word.
"""
