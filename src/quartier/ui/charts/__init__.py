"""Charts drawn on the server as SVG: pure functions over frozen values, classes instead of colours.

Texts come in translated; numbers are written as `language` writes them. Every chart has a title, a description and a
table beside it (`tables`): the drawing repeats what the table says.
"""
