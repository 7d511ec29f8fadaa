"""Documents beside the policy (ledger 0.8, R.1; R13, R15, R62): the Notice of Privacy Practices, the policy itself,
the notice of nondiscrimination and the one of help in other languages, each as a page and as a tagged PDF."""
