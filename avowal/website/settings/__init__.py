"""Django's settings: one base, and what differs in the demo, in tests and in production.

All of them read the deployment (`avowal.config.current()`); the environment is read there and nowhere else.
"""
