"""What was sent, what was decided of it, its files; counts of senders; forms that are closed."""

from hub.intake.models.absence import Absence
from hub.intake.models.answers import Digest, ReplyText
from hub.intake.models.closing import FormSettings
from hub.intake.models.counts import Count, DaySalt
from hub.intake.models.submissions import Decision, LinkWish, State, Submission, Upload, What
from hub.intake.models.trust import TrustedSender

__all__ = [
    "Absence",
    "Count",
    "DaySalt",
    "Decision",
    "Digest",
    "FormSettings",
    "LinkWish",
    "ReplyText",
    "State",
    "Submission",
    "TrustedSender",
    "Upload",
    "What",
]
