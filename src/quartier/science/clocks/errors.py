"""The one error of the clocks: an input that cannot be read, told exactly."""


class Unreadable(ValueError):
    """`code` says what is wrong, `where` in which place of the document, `found` what stood there.

    >>> str(Unreadable("kind_unknown", where="events[2].kind", found="arested"))
    'events[2].kind: kind_unknown: arested'
    """

    def __init__(self, code: str, *, where: str, found: object = None) -> None:
        told = "" if found is None else f": {found}"
        super().__init__(f"{where}: {code}{told}")
        self.code = code
        self.where = where
        self.found = found
