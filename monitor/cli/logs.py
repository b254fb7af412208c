"""How log records are written: one line each, control characters made visible."""

import json
import logging
from datetime import UTC, datetime

# Terminal escapes and line breaks from a page or an address must not forge lines or colours.
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))}


class TextFormatter(logging.Formatter):
    """A line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one line, and a traceback, if any, below it."""
        line = f"{record.levelname.lower()}: {record.getMessage()}".translate(_CONTROL)
        return line if record.exc_info is None else f"{line}\n{self.formatException(record.exc_info)}"


class JsonFormatter(logging.Formatter):
    """A line for a program."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as one JSON object."""
        row = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info is not None:
            row["traceback"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)
