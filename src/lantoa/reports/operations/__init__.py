"""What people do with reports: write and send them, take or return them, and set up who reports to whom."""

from lantoa.reports.operations.deciding import accept_report, return_report
from lantoa.reports.operations.regimes import bind_report_obligation, choose_date, create_regime
from lantoa.reports.operations.writing import Rewrite, enter_number, open_report, save_narrative, submit_report

__all__ = [
    "Rewrite",
    "accept_report",
    "bind_report_obligation",
    "choose_date",
    "create_regime",
    "enter_number",
    "open_report",
    "return_report",
    "save_narrative",
    "submit_report",
]
