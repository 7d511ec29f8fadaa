"""The nine reports: what each is for, which promise it keeps, which keys it speaks in, and how it is made.

Ledger 3.3: a report names its purpose and reads through that purpose's views alone.
"""

from avowal.events.reports.kinds import REPORTS, ReportKind, by_purpose

__all__ = ["REPORTS", "ReportKind", "by_purpose"]
