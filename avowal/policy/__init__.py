"""The promise: what a plan says it collects, why, for how long, who gets it, and what never happens.

This room is plain Python: the standard library, the YAML and JSON Schema readers, and itself. No Django,
no HTTP, no SQL, no clock and no randomness; `now` comes in as an argument. Every other room reads it.
"""
