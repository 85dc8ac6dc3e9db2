"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LantoaArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: what OWASP gives as its floor, and what the benchmarks measure."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
