"""Queued work: sending mail, and what has to be done every few minutes."""

from time import monotonic

from lantoa.adapters import clock
from lantoa.notices import daily, digests, sending
from lantoa.notices.alarms import tell_missed

LONGEST = 60  # seconds of sending in one piece of work; the next one goes on


def send_mails() -> int:
    """Send what waits, until nothing is left or a minute is over. out: how many went."""
    begun, total = monotonic(), 0
    while monotonic() - begun < LONGEST:
        sent = sending.send_waiting()
        total += sent
        if sent < sending.AT_ONCE:
            break
    return total


def tick() -> int:
    """What the schedule begins every few minutes: the day's work, the day's mail, what waits in the queue."""
    now = clock.now()
    tell_missed(now.date())
    daily.run_due(now)
    digests.make_digests(now)
    sending.drop_old()
    return send_mails()
