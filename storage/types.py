"""Column types that mean the same on SQLite and PostgreSQL."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC time. A naive one is a bug and is refused; SQLite drops offsets, so UTC is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times and turn every other zone into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r} given to the store")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Put back the zone that SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sha256(TypeDecorator[str]):
    """A SHA-256: 64 hexadecimal digits in Python, 32 bytes in the table (half the size of text, in every index too)."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Store the digits as bytes."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Give the bytes as digits."""
        return None if value is None else bytes(value).hex()


# Code points that no database keeps: PostgreSQL refuses NUL, and a lone surrogate has no UTF-8. Pages contain both.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class WritableText(TypeDecorator[str]):
    """A text in which what cannot be written stands as U+FFFD: one odd character must not cost the whole record."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be written."""
        return None if value is None else _writable(value)


class Json(TypeDecorator[Any]):
    """Lists and objects, their texts as in `WritableText`.

    JSONB on PostgreSQL, so that analysts can use its operators; text on SQLite, where the JSON functions read it.
    """

    impl = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Replace what cannot be written, at any depth."""
        return _writable_all(value)


def _writable(value: str) -> str:
    return _UNWRITABLE.sub("\ufffd", value)


def _writable_all(value: Any) -> Any:
    if isinstance(value, str):
        return _writable(value)
    if isinstance(value, dict):
        return {_writable_all(key): _writable_all(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable_all(item) for item in value]
    return value
