"""The exception tree.

ClausewatchError                 base; its text is one line that says what to do
├── ConfigurationError           the user's file, options or environment; exit code 2
│   └── WatchlistError           mistakes in clausewatch.yaml, each with line and column
├── UnknownName                  no such document, version, change, …; exit code 2
└── OperationalError             the world: database, disk, network; exit code 3
    ├── StoreUnavailable         the database cannot be opened, read or written
    └── StoreTooNew              the database was written by a newer Clausewatch

What a vendor's page does is never an exception: it is recorded as the outcome of a look.
"""


class ClausewatchError(Exception):
    """Base of all errors that are told to the user in one line, without a traceback."""

    exit_code = 3


class ConfigurationError(ClausewatchError):
    """The file, an option or an environment variable is wrong; nothing was done."""

    exit_code = 2


class WatchlistError(ConfigurationError):
    """The watchlist has mistakes; all of them are listed, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownName(ClausewatchError):
    """A name given by the user matches nothing in the store."""

    exit_code = 2


class OperationalError(ClausewatchError):
    """Something outside the program failed; trying again later may help."""


class StoreUnavailable(OperationalError):
    """The database cannot be opened, read or written."""


class StoreTooNew(OperationalError):
    """The database was written by a newer version of Clausewatch; it is left alone."""
