"""The program `avowal`: every command a person or another program can give. May import every room.

Exit codes: 0 done, 1 the answer is "no" (a broken promise, a policy with errors), 2 it could not be done.
"""


def main() -> None:
    """Entry point of the `avowal` program."""
    from avowal.cli.app import app

    app()
