"""Files that came with a form which could not be saved yet: kept in the store, named by a signed note in the form."""

from dataclasses import asdict
from typing import Any

from django.core import signing

from lantoa.adapters.filestore import MissingFileError, file_store
from lantoa.adapters.uploads import PreparedUpload, UploadKind

_SALT = "lantoa.results.kept"
_DAY = 24 * 60 * 60


def keep(upload: PreparedUpload, user_id: int) -> str:
    """Put a prepared file into the store; the note that names it, good for this person and one day."""
    stored = file_store().put(upload.data, upload.suffix)
    facts = {name: value for name, value in asdict(upload).items() if name != "data"}
    return signing.dumps({**facts, "kind": upload.kind.value, "sha256": stored.sha256, "user": user_id}, salt=_SALT)


def kept(note: str, user_id: int) -> PreparedUpload | None:
    """The file a note names; None for a note that is forged, old, another person's, or whose file is gone."""
    try:
        facts: dict[str, Any] = signing.loads(note, salt=_SALT, max_age=_DAY)
        if facts.pop("user") != user_id:
            return None
        with file_store().open(facts.pop("sha256")) as file:
            return PreparedUpload(**{**facts, "kind": UploadKind(facts["kind"])}, data=file.read())
    except (signing.BadSignature, MissingFileError):
        return None
