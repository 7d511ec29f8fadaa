"""Harbor Health Plan, the invented plan on which avowal is shown and tested: data only, no code.

`content/` holds the words and pictures of its three sites in English and Spanish (`content/README.md`
says in which form), `policy/` the bundle that the sites run on. Nothing here is imported; other rooms
read these files as package data, and this package imports nothing.
"""
