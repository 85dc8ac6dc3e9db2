"""Keeping the signed paper with the plan «bản ký»."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.adapters.filestore import file_store
from lantoa.adapters.uploads import PreparedUpload
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access
from lantoa.plans.models import Plan, PlanPaper, SignedFile
from lantoa.plans.operations.moving import locked

PDF = "application/pdf"


@transaction.atomic
def keep_signed_file(*, actor: User, plan: Plan, upload: PreparedUpload, paper: PlanPaper | None = None) -> SignedFile:
    """Keep the signed PDF of an issued plan, or of a document about it; the same file is kept once.

    in: a file that went through `prepare_upload`. A wrong one is not taken away: the right one is added after it, and
    the latest counts. Raises Forbidden; Refused for another kind of file and for a plan not yet issued.
    """
    row = locked(plan.pk)
    require(access.may_file(reach_of(actor, clock.today()), row))
    if upload.media_type != PDF:
        raise Refused("Bản ký phải là tệp PDF.", field="file")
    if not PlanState(row.state).is_issued:
        raise Refused("Kế hoạch chưa ban hành nên chưa có bản ký.", field="file")
    if paper is not None and paper.plan_id != row.pk:
        raise Refused("Văn bản này không phải của kế hoạch.")
    # The bytes are on disk before the row says so.
    kept = file_store().put(upload.data, upload.suffix)
    there = SignedFile.objects.filter(plan=row, paper=paper, sha256=kept.sha256).first()
    if there is not None:
        return there
    made = SignedFile.objects.create(
        plan=row,
        paper=paper,
        sha256=kept.sha256,
        size=kept.size,
        media_type=upload.media_type,
        suffix=upload.suffix,
        file_name=upload.filename[:200],
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    record(
        operation="keep_signed_file",
        actor=actor,
        obj=row,
        agency=row.issuer,
        changes={"file": [None, made.file_name], "sha256": [None, made.sha256]},
    )
    return made
