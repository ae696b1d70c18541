"""The outbox behind Django's own mail functions: one renderer, sent by Celery, kept until gone."""
