"""The statement page, and the reports of barriers."""

from plugins.accessibility.models.reports import BarrierReport, State
from plugins.accessibility.models.statements import StatementPage

__all__ = ["BarrierReport", "State", "StatementPage"]
