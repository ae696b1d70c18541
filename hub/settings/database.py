"""PostgreSQL, the only database, and the cache in Redis or Valkey."""

import dj_database_url

from hub.settings import environment

DATABASES = {
    "default": dj_database_url.parse(
        environment.text("DATABASE_URL", "postgresql://hub:hub@127.0.0.1:5432/hub"),
        conn_max_age=600,
        conn_health_checks=False,
    )
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    "connect_timeout": 3,
    # A network that drops every packet is noticed after 15 seconds instead of as many minutes.
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    # psycopg 3 plans on the server after five uses of the same text; our readers repeat few texts.
    "prepare_threshold": 5,
    # Readers' statements take milliseconds: compiling them or sharing them out costs more.
    "options": "-c DateStyle=ISO -c jit=off -c max_parallel_workers_per_gather=0"
    " -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
    # The server notices as soon that nobody is there any more, and lets go of that one's locks.
    " -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
}

REDIS_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")

# Nothing a reader or an editor needs lives in the cache server: it may be gone at any time.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
