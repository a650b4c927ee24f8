"""The one route that writes: people's corrections from the review page, appended to the corrections file.

It writes nothing of the graph (the next build applies the file), only with the token the service was started with, and
only lines that the build will accept.
"""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from kg.errors import InputError, KgError, OutputError, UsageError
from kg.resolve.corrections import Correction, load_corrections, write_corrections, write_csv
from kg.serve.api.answering import RESPONSES, as_json
from kg.serve.wall import authorised
from kg.settings import Settings

Text = Annotated[str, Field(max_length=2_000)]


class NotAllowed(KgError):
    """Writing needs the token that the service was started with."""

    code, http_status = "corrections.token", 403


class Line(BaseModel):
    """One correction; the fields are those of `docs/corrections.md`."""

    model_config = ConfigDict(extra="forbid")
    action: Text
    type: Text = ""
    label: Text = ""
    owner: Text = ""
    other: Text = ""
    to: Text = ""
    subject: Text = ""
    predicate: Text = ""
    object: Text = ""
    document: Text = ""
    content: Text = ""
    quote: Text = ""
    note: Text = ""


class Lines(BaseModel):
    """What the review page sends."""

    model_config = ConfigDict(extra="forbid")
    corrections: Annotated[list[Line], Field(min_length=1, max_length=1_000)]


@dataclass(frozen=True, slots=True)
class Saved:
    """How many lines were added, how many the file holds now, and where it lies."""

    added: int
    total: int
    file: str


def router(settings: Settings) -> APIRouter:
    """POST corrections."""
    api = APIRouter(tags=["corrections"], responses=RESPONSES)
    lock = threading.Lock()
    refused: dict[int | str, dict[str, Any]] = {403: RESPONSES[400] | {"description": "no token, or another one"}}

    @api.post("/corrections", response_model=Saved, summary="写入人工更正 · add corrections", responses=refused)
    def add(lines: Lines, authorization: Annotated[str, Header(description="Bearer and the token")] = "") -> Response:
        if not settings.token or not authorised(authorization, settings.token):
            raise NotAllowed("corrections are written with the token of the service", hint="kg serve --token …")
        with lock:
            saved = append(Path(settings.corrections), [Correction(**line.model_dump()) for line in lines.corrections])
        return Response(as_json(saved), 200, {"Cache-Control": "no-store"}, "application/json")

    return api


def append(path: Path, lines: list[Correction]) -> Saved:
    """Add lines to a corrections file, whole or not at all, keeping what stands there. Raises UsageError on a line that
    a build would refuse, OutputError when the file can't be written."""
    before = load_corrections(path)
    beside = path.with_name(f".new-{path.name}")
    try:
        if path.suffix.lower() == ".csv":
            text = write_csv([*before, *lines])
        else:
            kept = path.read_text(encoding="utf-8-sig").rstrip() + "\n\n" if before else ""
            text = kept + write_corrections(lines)
        beside.write_text(text, encoding="utf-8", newline="\n")
        after = load_corrections(beside)
        if len(after) != len(before) + len(lines):
            raise UsageError("a correction would be lost in the file")
        beside.replace(path)
    except InputError as error:
        raise UsageError(str(error).split(": ", 1)[-1], hint=error.hint, code=error.code) from error
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}", hint="check the folder's permissions") from error
    finally:
        beside.unlink(missing_ok=True)
    return Saved(len(lines), len(after), str(path))
