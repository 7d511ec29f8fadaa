"""The auditor's proof of itself: every fault is planted in a copy of the sample plan, found, and gone without it.

Each fault is held against the check of its promise three times: planted inside the front door (the gates on: what
they stop is found as an attempt), not planted, and planted outside it with the security policy taken off (the gates
off: the auditor alone). `beds` shares the faults out over host names, `site` plants them, `running` visits and judges,
`matrix` says what came of it.
"""
