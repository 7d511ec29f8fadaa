"""An invented policy with a page around it, and the sample policies where they are at hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "policies"
"""Policies that others wrote; no part of the project."""

SMALL = """\
[Plans](/plans) [Jobs](/jobs) [Sign in](/in)

# Privacy at Seagrass Mutual

Updated: March 3, 2026

This policy covers www.seagrass.example. Seagrass Mutual ("we") is a public agency that offers dental coverage.

## 1. What you give

On some pages you may give us your name and your e-mail address. We do not sell personal information.

## 2. Logs

Our weblog automatically records the IP address, the type of browser and the pages viewed. We delete it after 30 days.

## 3. Cookies

We use session cookies and persistent cookies. A session cookie is deleted when you close your browser. You can set your
browser to refuse cookies; some features may then not work.

## 4. Questions

If you have any questions about this policy, write to:

Privacy Desk
1 Pier Road
Port Reed, CA 90009
privacy@seagrass.example

## 5. Changes

We may change this policy. We will post the new version on this page.
"""


@pytest.fixture
def small() -> bytes:
    return SMALL.encode()


@pytest.fixture
def sample():
    """The bytes of a sample policy by its file name; skips where the samples are not at hand."""

    def of(name: str) -> bytes:
        file = SAMPLES / name
        if not file.is_file():
            pytest.skip(f"the sample {name} is not kept with the project")
        return file.read_bytes()

    return of
