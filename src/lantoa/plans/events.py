"""What others do when a plan is issued, or is found to carry out one above: higher apps register themselves here."""

from collections.abc import Callable

from lantoa.agencies.models import User
from lantoa.plans.models import Cascade, Plan
from lantoa.plans.operations.restating import restate

# Given the plan issued and the person who issued it.
IssueListener = Callable[[Plan, User], None]
# Given an issued lower plan, the plan above it, and the person.
FollowListener = Callable[[Plan, Plan, User], None]
_on_issue: list[IssueListener] = []
_on_follow: list[FollowListener] = []


def register_issue_listener(listener: IssueListener) -> None:
    """Add what happens when a plan is issued, inside the same transaction."""
    if listener not in _on_issue:
        _on_issue.append(listener)


def register_follow_listener(listener: FollowListener) -> None:
    """Add what happens when an issued plan is known to carry out one above, inside the same transaction."""
    if listener not in _on_follow:
        _on_follow.append(listener)


def announce_issue(plan: Plan, actor: User) -> None:
    """Called once by the operation that put a plan in force."""
    restate(plan)
    for listener in _on_issue:
        listener(plan, actor)
    for cascade in Cascade.objects.filter(lower=plan).select_related("upper"):
        announce_follow(plan, cascade.upper, actor)


def announce_follow(lower: Plan, upper: Plan, actor: User) -> None:
    """Called when an issued plan is said to carry out one above, and when a plan that does is issued."""
    for listener in _on_follow:
        listener(lower, upper, actor)
