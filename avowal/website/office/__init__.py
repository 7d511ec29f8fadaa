"""The staff console: what the Wagtail admin gets beyond pages. In this slice: the Traffic report and the roles."""
