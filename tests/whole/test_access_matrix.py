"""Role by view: who gets what at every address of the product. The answers stand in matrix.txt, to be judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.operations.invitations import word_of
from lantoa.assignments.queries import wordings
from lantoa.audit.models import Entry

TABLE = Path(__file__).with_name("matrix.txt")
TODAY = date(2026, 10, 1)
PUBLIC = {
    *("web:healthz", "agencies:sign_in", "agencies:sign_out", "agencies:accept", "desk:calendar"),
    *("account_login", "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback"),
}
OF_A_PLAN_IN_FORCE = ("life@issued", "amend", "next_year", "correct", "compare", "signed_add")
OF_A_PERSON = (
    *("person", "edit_person", "give_role", "end_role", "temporary_password", "set_active", "hand_over_account"),
    *("end_sessions", "reset_second_factor", "bind_identity"),
)
NOTICES = {"notices:list", "notices:open", "notices:read_all", "notices:preferences", "desk:calendar_address"}
OWN_SIGN_IN = {
    *("agencies:account", "agencies:change_password", "agencies:end_session", "agencies:end_other_sessions"),
    *("agencies:unbind", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
}
ANY_PERSON = OWN_SIGN_IN | NOTICES


@dataclass(frozen=True)
class Row:
    """One line of the table: a method, a named view (with a variant of its object after @), each person's answer."""

    method: str
    name: str
    variant: str
    answers: dict[str, str]

    @property
    def label(self) -> str:
        return f"{self.method} {self.name}{'@' + self.variant if self.variant else ''}"


def table() -> list[Row]:
    """The lines of matrix.txt; its first line names the people."""
    lines = [line.split("#")[0].split() for line in TABLE.read_text("utf-8").splitlines()]
    (_, _, *cast), *rows = [line for line in lines if line]
    found = []
    for method, name, *answers in rows:
        plain, _, variant = name.partition("@")
        found.append(Row(method, plain, variant, dict(zip(cast, answers, strict=True))))
    return found


def views(patterns: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its full name."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
        else:
            yield from views(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)


def access_of(view: Any) -> Any:
    """How a view is guarded: "public", "person", its roles, or None where nothing says so."""
    return getattr(view, "access", "public" if getattr(view, "login_required", True) is False else None)


Arguments = dict[str, dict[str, Any]]


def of_plans(world: Any) -> Arguments:
    """A draft of Sở Nội vụ with its parts; the plan in force."""
    item = world.draft.items.get(ref="PL.1")
    of_item = {"public_id": world.draft.public_id, "item_id": item.public_id}
    of_obligation = {"public_id": world.draft.public_id, "obligation_id": item.obligations.first().public_id}
    issued = {"public_id": world.plan.public_id}
    of_text = {"public_id": world.draft.public_id, "text_id": world.text.public_id}
    words = wordings(world.draft, TODAY)[0].key
    return {
        "plans": {"public_id": world.draft.public_id},
        **{f"plans:{name}@issued": issued for name in ("draft", "docx", "pdf")},
        **{f"plans:{name}": issued for name in OF_A_PLAN_IN_FORCE},
        "plans:version": issued | {"number": "1"},
        "plans:signed": issued | {"file_id": world.signed.public_id},
        **dict.fromkeys(("plans:text", "plans:text_remove"), of_text),
        "plans:changes": {"public_id": world.amendment.public_id},
        "assignments:amendment": {"public_id": world.amendment.public_id},
        "assignments:effect": {"public_id": world.amendment.public_id},
        **dict.fromkeys(("assignments:withdraw", "assignments:close"), issued),
        "plans:item_new": {"public_id": world.draft.public_id, "kind": "task"},
        **dict.fromkeys(("plans:item", "plans:item_move", "plans:item_remove", "plans:obligation_new"), of_item),
        **dict.fromkeys(("plans:obligation", "plans:obligation_remove"), of_obligation),
        "assignments": {"public_id": world.draft.public_id},
        "assignments:issue@issued": issued,
        "assignments:words": {"public_id": world.draft.public_id, "key": words},
        "desk:plan": issued,
        "desk:plan_year": issued,
    }


def of_cascades(world: Any) -> Arguments:
    """The draft that xa derives from the plan in force; Bình Lĩnh has begun none."""
    upper, sheet = world.plan.public_id, {"cascade_id": world.cascade.public_id}
    row = sheet | {"adoption_id": world.cascade.adoptions.get(upper_item__ref="PL.1").public_id}
    return {
        "plans:derive": {"public_id": upper, "agency_id": world.province.binh_linh.public_id},
        "plans:sheet": sheet,
        "plans:sheet_rest": sheet,
        "plans:sheet_row": row,
        "plans:follow": {"public_id": world.cascade.lower.public_id},
        **{f"desk:{name}": {"public_id": upper} for name in ("coverage", "coverage_xlsx", "coverage_due")},
        "desk:coverage_item": {"public_id": upper, "item_id": world.plan.items.get(ref="PL.1").public_id},
    }


def of_results(world: Any) -> Arguments:
    """What xa did, with its evidence, what it stated and declared."""
    item = {"public_id": world.plan.items.get(ref="PL.1").public_id}
    in_progress = {"plan_id": world.plan.public_id, "agency_id": world.province.an_phuc.public_id}
    return {
        "desk:section": {"key": "later"},
        "desk:agency": in_progress,
        "desk:cell": in_progress | {"month": 9},
        "desk:item": item,
        "desk:duty": {"public_id": world.duty.public_id},
        "results": {"public_id": world.result.public_id},
        "results:evidence": {"public_id": world.photo.public_id},
        "results:read_page": {"public_id": world.fetch.public_id},
        "results:state": {"public_id": world.standing.public_id},
        "results:decide_statement": {"public_id": world.statement.public_id},
        "results:complete": item,
        "results:decide_completion": {"public_id": world.completion.public_id},
    }


def of_reminders(world: Any) -> Arguments:
    """What tinh reminded xa's commune of; the stages of the plan in force."""
    sent = {"public_id": world.reminder.public_id}
    names = ("reminder", "reminder_docx", "reminder_pdf")
    return {
        **{f"assignments:{name}": sent for name in names},
        "assignments:answer_reminder": sent | {"agency_id": world.province.an_phuc.public_id},
        "assignments:stages": {"public_id": world.plan.public_id},
        "desk:short": {"code": world.reminder.code},
        "desk:calendar": {"secret": world.secret},
    }


def of_inside(world: Any) -> Arguments:
    """What was given to xa, what xa asked for and raised; a duty of a commune whose officer sits at the body itself."""
    theirs = world.duty.obligation.duties.filter(agency=world.province.binh_linh).earliest("-due_on")
    return {
        "assignments:delegation": {"public_id": world.delegation.public_id},
        "assignments:give_duty": {"public_id": theirs.public_id},
        "assignments:give_assignment": {"public_id": theirs.holder_rows.get().assignment.public_id},
        "assignments:ask_extension": {"public_id": world.extension.duty.public_id},
        "assignments:extension": {"public_id": world.extension.public_id},
        "assignments:difficulty": {"public_id": world.difficulty.public_id},
        "assignments:difficulty_file": {"public_id": world.shown.public_id},
        "reports:which_date": {"public_id": world.regime.public_id},
    }


def of_bodies(world: Any) -> Arguments:
    """A group of Sở Nội vụ, the place of xa's commune, an uploaded table."""
    group, place = {"public_id": world.group.public_id}, {"public_id": world.place.public_id}
    table = {"public_id": world.table.public_id}
    return {
        "agencies:add_group": {"public_id": world.province.noi_vu.public_id},
        **dict.fromkeys(("agencies:group", "agencies:retire_group"), group),
        **dict.fromkeys(("agencies:place", "agencies:edit_place", "agencies:add_place"), place),
        **dict.fromkeys(("agencies:import_preview", "agencies:carry_out_import"), table),
    }


def of_reorganisations(world: Any) -> Arguments:
    """The renaming that quantri prepares; the merger into xa's commune that was applied."""
    draft, done = {"public_id": world.prepared.public_id}, {"public_id": world.applied.public_id}
    names = ("decision", "table", "preview")
    return {
        **{f"agencies:reorganisation_{name}": draft for name in names},
        **dict.fromkeys(("agencies:reorganisation", "agencies:drop_reorganisation", "agencies:carry_out"), draft),
        "agencies:reorganisation_step": draft | {"step_id": "merge"},
        "agencies:remove_step": draft | {"step_id": world.prepared.steps[0]["id"]},
        "agencies:reorganisation@applied": done,
        **dict.fromkeys(("agencies:reorganisation_roles", "agencies:hand_over", "agencies:hand_over_xlsx"), done),
    }


def of_reports(world: Any) -> Arguments:
    """xa's report being written, the one sent before it, and one not begun."""
    asked = world.plan.items.get(ref="IV.1").obligations.get()
    agency = world.province.an_phuc.public_id
    sent = {"public_id": world.sent.public_id}
    variants = ("detail", "edit", "results", "docx", "pdf", "xlsx", "decide")
    return {
        "reports": {"public_id": world.report.public_id},
        "reports:begin": {"regime_id": world.regime.public_id, "agency_id": agency, "last_on": "2026-03-31"},
        "reports:bind": {"public_id": asked.public_id},
        **{f"reports:{name}@sent": sent for name in variants},
    }


def arguments(world: Any) -> Arguments:
    """What stands in the addresses: for a whole app, for a view, for a variant; the most particular counts."""
    of_xa = {"public_id": world.province["xa"].public_id}
    return {
        "agencies": {"public_id": world.province.an_phuc.public_id},
        **dict.fromkeys((f"agencies:{name}" for name in OF_A_PERSON), of_xa),
        "agencies:withdraw_invitation": {"public_id": world.invitation.public_id},
        "agencies:accept": {"word": word_of(world.invitation)},
        **{key: {"provider_id": "don-vi"} for key in ("openid_connect_login", "openid_connect_callback")},
        **of_bodies(world),
        **of_reorganisations(world),
        "notices": {"public_id": world.notice.public_id},
        **of_reminders(world),
        **of_inside(world),
        "intake": {"public_id": world.intake.public_id},
        "intake:page": {"public_id": world.intake.public_id, "number": 1},
        "register": {"agency_id": world.province.noi_vu.public_id, "public_id": world.entry.public_id},
        **of_plans(world),
        **of_cascades(world),
        **of_results(world),
        **of_reports(world),
    }


def address(row: Row, known: Arguments, patterns: dict[str, URLPattern]) -> str:
    """The address of a line, filled with the world's objects."""
    wanted = patterns[row.name].pattern.converters
    app = row.name.partition(":")[0]
    values = known.get(f"{row.name}@{row.variant}") or known.get(row.name) or known.get(app) or {}
    return reverse(row.name, kwargs={name: values[name] for name in wanted})


def client_of(world: Any, username: str, **options: Any) -> Client:
    client = Client(**options)
    if username != "khach":
        client.force_login(world.province[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def verdict(response: Any) -> str:
    """An answer in the table's words: ok, in (sent to sign in), go (sent elsewhere), or the status."""
    if response.status_code == 302:
        return "in" if response.url.startswith(reverse("agencies:sign_in")) else "go"
    if response.status_code == 204 and "HX-Redirect" in response:
        return "go"
    return "ok" if response.status_code == 200 else str(response.status_code)


def drained(response: Any) -> None:
    """Read a file that is sent in pieces to its end, which closes it."""
    if response.streaming:
        b"".join(response.streaming_content)


def answer(world: Any, username: str, row: Row, at: str) -> str:
    """Ask as a person, and undo whatever a POST changed; a GET that writes in the trail is told apart."""
    with transaction.atomic():
        client = client_of(world, username)
        written = Entry.objects.count()
        response = client.get(at) if row.method == "GET" else client.post(at, {})
        drained(response)
        changed = Entry.objects.count() - written
        transaction.set_rollback(True)
    return f"{verdict(response)}, and changes something" if changed and row.method == "GET" else verdict(response)


def test_every_view_says_who_may_come_in():
    unsaid = [name for name, entry in views() if access_of(entry.callback) is None]
    assert unsaid == []


def test_public_views_are_public_by_name_and_no_other_is():
    assert {name for name, entry in views() if access_of(entry.callback) == "public"} == PUBLIC
    assert {name for name, entry in views() if access_of(entry.callback) == "person"} == ANY_PERSON


def test_a_guarded_view_names_roles():
    for name, entry in views():
        access = access_of(entry.callback)
        assert access in {"public", "person"} if isinstance(access, str) else set(access) <= set(Role), name


def test_every_address_has_its_line_and_every_line_its_address():
    """A new view fails here until its line is written, and read by a person."""
    names = [name for name, _ in views()]
    assert len(names) == len(set(names))
    rows = table()
    assert {row.name for row in rows if row.method == "GET"} == set(names)
    only_sent = {row.name for row in rows if row.method == "GET" and "405" in row.answers.values()}
    assert {row.name for row in rows if row.method == "POST"} >= only_sent
    assert len({row.label for row in rows}) == len(rows)


@pytest.mark.django_db
def test_each_person_gets_what_the_table_says_at_every_address(world):
    known, patterns = arguments(world), dict(views())
    wrong = []
    for row in table():
        at = address(row, known, patterns)
        for username, expected in row.answers.items():
            got = answer(world, username, row, at)
            if got != expected:
                wrong.append(f"{row.label} ({at}) as {username}: {got}, the table says {expected}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.django_db
def test_whoever_may_not_see_may_not_send_either(world):
    """Every address that is absent for a person is absent for what the person sends there, and nothing is written."""
    known, patterns = arguments(world), dict(views())
    before, wrong = Entry.objects.count(), []
    for row in table():
        shut = [username for username, expected in row.answers.items() if expected in {"404", "in"}]
        at = address(row, known, patterns)
        for username in shut:
            response = client_of(world, username).post(at, {})
            if verdict(response) not in {"404", "405", "in"}:
                wrong.append(f"POST {row.name} ({at}) as {username}: {verdict(response)}")
    assert wrong == [], "\n".join(wrong)
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_nothing_is_taken_from_a_page_that_is_not_ours(world):
    """Every address refuses a POST without the page's own token, whoever sends it."""
    known, patterns = arguments(world), dict(views())
    clients = [client_of(world, username, enforce_csrf_checks=True) for username in ("tinh", "xa", "quantri", "khach")]
    for row in table():
        at = address(row, known, patterns)
        assert {client.post(at, {}).status_code for client in clients} == {403}, row.name
