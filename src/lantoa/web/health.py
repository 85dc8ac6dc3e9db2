"""Whether this process can do its work: for the load balancer, public, says nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("cơ sở dữ liệu không trả lời\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
