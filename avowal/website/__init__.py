"""The sites that visitors see and the office that staff work in: a Django project on Wagtail.

May import Django, Wagtail, `avowal.events`, `avowal.policy` and `avowal.config`; never the edge or the auditor,
which see it from outside. Nothing is built while this package is imported: `website.application` does that.
"""
