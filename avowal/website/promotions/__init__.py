"""The plan's own promotions, for visitors who come back and switched remembering on (ledger 4.5)."""
