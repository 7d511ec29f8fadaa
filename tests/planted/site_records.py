"""Load every page."""

from __future__ import annotations

import clean_pages
import plants_channels
import plants_cookies
import plants_forms
import plants_frame
import plants_spy
import plants_triggers

ALL = (clean_pages, plants_channels, plants_cookies, plants_forms, plants_frame, plants_spy, plants_triggers)
