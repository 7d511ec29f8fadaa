"""The policy as people read it: the page of the version in force, in each language, and for programs."""
