"""Links to other sites (ledger 12.1 to 12.4, 10.1, 10.6, 14.1, 14.4 to 14.6): where they stand, what is told before
one is followed, whether they still work, and foreign content that loads only when a visitor asks for it."""
