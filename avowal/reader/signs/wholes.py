"""Phrases whose single words mean nothing by themselves: an operating system operates no business."""

WHOLES = """
operating system; internet service provider; service provider; terms of use; terms of service; do not track; web site
notice of privacy practices; protected health information; privacy practices; physical address; required by law
log in; log into; log you in; logged in; logging in; log on; apply for
third party; third parties; joint venture; other than; more than; user name; access control; text size; browser type
as required by; let us know; such as; as well as; in order to; web beacon; web page; take out; so that; zip code
"""
