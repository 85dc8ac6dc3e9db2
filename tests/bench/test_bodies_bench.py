"""The large world that is measured: as many bodies and people as it says, in a tree without a fault."""

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.agencies import tree
from lantoa.agencies.models import Agency, User
from lantoa.assignments.models import Assignment, Duty
from lantoa.bench.bodies import pages
from lantoa.bench.bodies_world import BODIES, COMMUNES, DISTRICTS, PEOPLE, TODAY, build
from lantoa.catalogue import seeds
from lantoa.results.models import Result


@pytest.mark.django_db
def test_the_measured_world_is_as_large_as_it_says_and_its_pages_ask_few_questions(settings):
    settings.LANTOA_TODAY = TODAY.isoformat()
    seeds.plant(apps)
    world = build()
    assert (Agency.objects.count(), User.objects.count()) == (BODIES, PEOPLE) == (3_500, 20_000)
    assert (len(world.districts), len(world.communes)) == (DISTRICTS, COMMUNES) == (13, 209)
    assert len(tree.below([world.province.pk], TODAY)) == BODIES - 1
    under = Counter(len(world.communes_of(number)) for number in range(DISTRICTS))
    assert under == {16: 12, 17: 1}
    owing = Assignment.objects.filter(plan=world.plan, kind="owed").values("agency").distinct().count()
    assert owing == COMMUNES + DISTRICTS + len(world.departments)
    assert Duty.objects.filter(met_on__isnull=False).count() > 2_000
    assert Duty.objects.filter(met_on=None, due_on__lt=TODAY).exists()
    assert Result.objects.filter(happened_on__lt=date(2025, 1, 1)).count() == 0
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the bench does: a database that has just been filled knows nothing of its tables
    clients: dict[str, Client] = {}
    for name, username, address in pages(world):
        client = clients.setdefault(username, Client())
        client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, name
        assert len(asked) <= 20, name
