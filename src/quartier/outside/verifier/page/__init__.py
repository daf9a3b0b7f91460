"""The verifier as one web page: the second implementation, written from the formats and not from the program.

`script/` holds its parts as modules that a browser could load one by one; `binding` makes one HTML file of them
that works from a disk, without server or network.
"""
