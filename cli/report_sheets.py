"""The report as a spreadsheet: a sheet a part, numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from models.statistics.tables import Table, Value

WIDTH = 22
LENGTH = "[h]:mm:ss"
"""Hours beyond a day go on counting: 26:10:00 of working time."""


def workbook(tables: Iterable[Table]) -> bytes:
    """The whole file. A length that is “not yet”, and whatever is not known, is an empty cell."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "length": book.add_format({"num_format": LENGTH}),
    }
    for table in tables:
        sheet = book.add_worksheet(table.part)
        sheet.freeze_panes(1, table.keys or 1)
        if table.keys:
            _across(sheet, table, formats)
        else:
            _down(sheet, table, formats)
    book.close()
    return written.getvalue()


def _across(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    sheet.set_column(0, len(table.columns) - 1, WIDTH)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, formats["head"])
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _cell(sheet, number, column, value, formats)


def _down(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """One row of many figures reads better as a column."""
    sheet.set_column(0, 0, 2 * WIDTH)
    sheet.set_column(1, 1, WIDTH)
    sheet.write_string(0, 0, "figure", formats["head"])
    sheet.write_string(0, 1, "value", formats["head"])
    for number, (_, name, value) in enumerate(table.figures(), start=1):
        sheet.write_string(number, 0, name)
        _cell(sheet, number, 1, value, formats)


def _cell(sheet: Any, row: int, column: int, value: Value, formats: dict[str, Any]) -> None:
    """Text is written as text, whatever it begins with: nobody's name becomes a formula."""
    match value:
        case None:
            sheet.write_blank(row, column, None)
        case timedelta() if value < timedelta(0):
            sheet.write_string(row, column, _below_nothing(value))
        case timedelta():
            sheet.write_number(row, column, value / timedelta(days=1), formats["length"])
        case date():
            sheet.write_datetime(row, column, value, formats["day"])
        case str():
            sheet.write_string(row, column, value)
        case _:
            sheet.write_number(row, column, value)


def _below_nothing(length: timedelta) -> str:
    """As LENGTH, with a minus. Excel shows no length below nothing, but signs that fill the cell."""
    hours, seconds = divmod(int(-length.total_seconds()), 3600)
    return f"-{hours}:{seconds // 60:02}:{seconds % 60:02}"
