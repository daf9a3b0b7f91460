"""Codes of incidents in words: why a file or a row is refused, what a flag or a precision means. Three languages."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise]

FILES: Words = {
    "file_empty": _("The file is empty."),
    "file_truncated": _(
        "Only a part of the file is here: the compressed data end after %(lines)s lines. Get the whole file again."
    ),
    "file_damaged": _("The compressed data are damaged after %(lines)s lines. Get the file again."),
    "file_too_large": _("The file is larger than %(limit)s bytes when unpacked. Split it."),
    "file_is_spreadsheet": _("This is a spreadsheet. Save it as CSV with UTF-8 and choose that file."),
    "file_is_document": _("This is a document, not a table. Choose a CSV file."),
    "file_not_text": _("This is not a text file. Choose a CSV file, plain or gzip."),
    "file_not_rows": _(
        "The file cannot be read as rows from line %(line)s on. A quotation mark may be left open there."
    ),
    "file_encoding": _(
        "Line %(line)s is not written in %(encoding)s. Name the encoding in which the file was saved, such as %(try_)s."
    ),
    "encoding_unknown": _("There is no encoding named %(encoding)s."),
    "columns_missing": _(
        "The file lacks columns that this way of reading needs: %(columns)s. It has: %(header)s."
    ),
    "columns_repeated": _("Columns stand twice in the file: %(columns)s. Remove one of each."),
    "mapping_unknown": _("There is no mapping named %(mapping)s."),
    "mapping_not_guessed": _("No known way of reading fits the columns of this file: %(header)s."),
    "rows_refused": _(
        "%(refused)s rows were refused, and you asked for all or nothing: nothing was taken in."
    ),
    "import_ended": _("This import has ended already. Nothing was changed."),
    "import_not_staged": _("The file is not wholly checked yet. Wait, or start the import again."),
    "area_unknown": _("There is no such area."),
    "file_gone": _("The uploaded file is gone. Start the import again with the same file."),
    "not_permitted": _("Your role does not allow this. Ask whoever gives roles in your organisation."),
    "no_such_record": _("There is no such record, or you may not see it."),
}
ROWS: Words = {
    "row_short": _("The row has fewer cells than the header."),
    "row_long": _("The row has more cells than the header."),
    "row_unreadable": _("The row cannot be read."),
    "kind_missing": _("The kind is missing."),
    "kind_unknown": _("This kind is not in the crosswalk."),
    "time_missing": _("The time is missing."),
    "time_format": _("The time is written in another form than the mapping says."),
    "time_in_future": _("The time lies in the future."),
    "time_too_early": _("The time lies before 1900."),
    "time_not_local_midnight": _("The instant is not midnight at the place."),
    "hour_format": _("The hour is not a number from 0 to 23."),
    "end_before_start": _("The end lies before the start."),
    "origin_unknown": _("Who found it is neither residents nor officers."),
    "place_missing": _("The coordinates are missing."),
    "place_half": _("One of the two coordinates is missing."),
    "place_not_a_number": _("The coordinate is not a number."),
    "place_not_on_earth": _("The coordinates lie nowhere on Earth: perhaps another coordinate system."),
    "place_outside_bounds": _("The point lies outside the region of this source, perhaps in the sea."),
    "place_axes_exchanged": _("Longitude and latitude look exchanged."),
    "place_far_from_area": _("The point lies far from the area."),
    "place_zero": _("Both coordinates are zero."),
}
FLAGS: Words = {
    "no_place": _("no place"),
    "doubted_place": _("doubtful place"),
    "doubted_time": _("doubtful time"),
    "long_interval": _("long interval"),
    "before_period": _("older than the source’s period"),
    "outside_area": _("outside the area"),
    "repeat": _("repeats another row"),
    "no_time": _("no time"),
}
PRECISIONS: Words = {
    "minute": _("to the minute"),
    "hour": _("to the hour"),
    "day": _("to the day"),
    "month": _("month only"),
    "interval": _("between two times"),
    "unknown": _("time not known"),
}
ORIGINS: Words = {
    "resident": _("reported by residents"),
    "officers": _("found by officers"),
    "unknown": _("not told"),
}
STATES: Words = {
    "staging": _("being checked"),
    "staged": _("waits for your decision"),
    "committed": _("taken in"),
    "abandoned": _("abandoned"),
    "failed": _("stopped"),
}


def said(words: Words, code: str, **details: Any) -> str:
    """The sentence for a code; an unknown code stands for itself. Lists are joined, since they name columns."""
    text = words.get(code)
    if text is None:
        return code
    flat = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in details.items()
    }
    try:
        return str(text) % flat
    except KeyError:
        return str(text)
