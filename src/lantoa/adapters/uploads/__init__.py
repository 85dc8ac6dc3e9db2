"""Files people hand in: judged by what is inside, made harmless, or refused with a sentence that says what to do."""

from lantoa.adapters.uploads.prepare import prepare_upload
from lantoa.adapters.uploads.values import PreparedUpload, UploadKind, UploadRefused

__all__ = ["PreparedUpload", "UploadKind", "UploadRefused", "prepare_upload"]
