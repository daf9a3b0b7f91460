"""Doubts that travel with an incident. A flag never drops a row: whoever reads the data decides."""

from enum import IntFlag


class Flag(IntFlag):
    """Bits of `Occurrence.flags`."""

    NO_PLACE = 1  # the source gives no coordinates
    DOUBTED_PLACE = 2  # a point that the source uses when it knows none
    DOUBTED_TIME = 4  # an hour that forms fill in by themselves, such as midnight
    LONG_INTERVAL = 8  # known only within more hours than the mapping calls usable
    BEFORE_PERIOD = 16  # older than the period that the source covers: reported late
    OUTSIDE_AREA = 32  # no area of the data set's territory holds the point
    REPEAT = 64  # repeats another row: `duplicate_of` names it
    NO_TIME = 128  # the source gives no time; it stands under that of its report


def names_of(flags: int) -> list[str]:
    """Codes in the order of their bits: NO_PLACE → "no_place"."""
    return [flag.name.lower() for flag in Flag if flags & flag and flag.name]
