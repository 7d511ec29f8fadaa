"""`python -m avowal` is the program `avowal`."""

from avowal.cli import main

if __name__ == "__main__":
    main()
