"""Errors a user can fix: one Chinese line each, with the exit status the command line ends with."""


class UserError(Exception):
    """Base of every error a user can fix; `status` is the process's exit status."""

    status = 1


class UsageError(UserError):
    """The command was called wrongly."""

    status = 2


class DataError(UserError):
    """An input file or line cannot be used as it is."""

    status = 65


class FileError(UserError):
    """Reading or writing failed."""

    status = 74


class BusyError(UserError):
    """Another writer holds the collection."""

    status = 75
