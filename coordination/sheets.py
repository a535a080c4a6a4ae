"""Sheets of rows: the one user of csv. What leaves the building as a sheet is made here too."""

import csv
import io

from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
DELIMITERS = ",;\t"


class NotASheet(ValueError):
    """These bytes are no sheet; `str()` is half a sentence, without a stop."""


def read(data):
    """
    The rows of a CSV file as lists of text, blank lines passed over.

    UTF-8 with or without a byte order mark. The separator is the one of comma, semicolon and tab
    that the first line holds most of, as spreadsheets differ by country. Raises NotASheet.
    """
    if len(data) > LARGEST:
        raise NotASheet(_("it is larger than 10 MB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotASheet(_("line %s is not UTF-8 text") % line) from error
    if "\0" in text:
        raise NotASheet(_("it is not a file of text"))
    first = text.lstrip("\r\n").splitlines()[:1] or [""]
    delimiter = max(DELIMITERS, key=first[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [row for row in lines if row]
    except csv.Error as error:
        raise NotASheet(_("line %s is not valid CSV") % lines.line_num) from error
