"""Who moderates: those who may change submissions."""

from typing import Final

from django.contrib.auth.decorators import permission_required

MODERATE: Final = "intake.change_submission"
may_moderate = permission_required(MODERATE, raise_exception=True)
