"""The statement page, the reports of barriers, and what counts their senders."""

from plugins.accessibility.models.reports import BarrierReport, State
from plugins.accessibility.models.senders import DaySalt, SenderCount
from plugins.accessibility.models.statements import StatementPage

__all__ = ["BarrierReport", "DaySalt", "SenderCount", "State", "StatementPage"]
