"""Every error a user can meet: one stable code, one line that says what to do, an exit status and an HTTP status.

Exit statuses: 0 done; 1 a bug of ours; 2 usage; 3 done, some inputs skipped; 4 input or store unusable; 5 store
locked; 6 limit or time-out; 130 interrupted. Codes are documented in `docs/errors.md`; a test holds the two together.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_BUG = 1
EXIT_USAGE = 2
EXIT_SKIPPED = 3
EXIT_UNUSABLE = 4
EXIT_LOCKED = 5
EXIT_LIMIT = 6
EXIT_INTERRUPTED = 130


class KgError(Exception):
    """What happened and where (`str(error)`), and what to do about it (`hint`). Subclasses fix code and statuses."""

    code = "error"
    exit_status = EXIT_BUG
    http_status = 500

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        if code is not None:
            self.code = code

    def line(self) -> str:
        """The error on one line, for terminals and logs."""
        text = " ".join(f"{self}".split())
        return f"{text} ({self.hint})" if self.hint else text


class UsageError(KgError):
    """The command or request does not make sense as given."""

    code, exit_status, http_status = "usage", EXIT_USAGE, 400


class InputError(KgError):
    """One input can't be read; the others go on. `code` says why: input.empty, input.password, input.truncated …"""

    code, exit_status, http_status = "input.unreadable", EXIT_UNUSABLE, 400


class OutputError(KgError):
    """A file can't be written (disk full, no permission, no folder); what stood there before is intact."""

    code, exit_status, http_status = "output.unwritable", EXIT_UNUSABLE, 500


class StoreError(KgError):
    """The store is missing, broken, of another version or can't be written."""

    code, exit_status, http_status = "store.unusable", EXIT_UNUSABLE, 503


class StoreLocked(KgError):
    """Another build holds the store."""

    code, exit_status, http_status = "store.locked", EXIT_LOCKED, 503


class LimitExceeded(KgError):
    """A limit of time, memory, rows or bytes was reached; `limit` names it."""

    code, exit_status, http_status = "limit", EXIT_LIMIT, 503


class QueryError(KgError):
    """The query is not valid SPARQL, or asks for something that is off (federation, update, files)."""

    code, exit_status, http_status = "query.invalid", EXIT_USAGE, 400


class NotFound(KgError):
    """Nothing has this name or address."""

    code, exit_status, http_status = "not-found", EXIT_USAGE, 404


class ValidationFailed(KgError):
    """The built graph breaks a shape; the snapshot was not published."""

    code, exit_status, http_status = "graph.invalid", EXIT_UNUSABLE, 500


class MissingPart(KgError):
    """An optional package or resource is not installed; the hint is the command that brings it."""

    code, exit_status, http_status = "missing-part", EXIT_UNUSABLE, 501
