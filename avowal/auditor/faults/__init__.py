"""Faults to plant: what the audit must catch, each as a pure ASGI wrapper around a site that is otherwise clean.

Wrapped inside the front door a fault shows what the gates refuse; wrapped outside it, what the audit catches with
no gate at all. Nothing here is ever part of a served site; tests and `avowal audit selftest` plant it.
"""

from __future__ import annotations

from avowal.auditor.faults.beacons import BEACON_FAULTS
from avowal.auditor.faults.cookies import COOKIE_FAULTS
from avowal.auditor.faults.declarations import DEPLOYMENT_FAULTS, DeploymentFault, PolicyFault
from avowal.auditor.faults.declarations import POLICY_FAULTS as DECLARATION_FAULTS
from avowal.auditor.faults.documents import DOCUMENT_FAULTS
from avowal.auditor.faults.forms import FORM_FAULTS
from avowal.auditor.faults.frames import FRAME_FAULTS
from avowal.auditor.faults.links import LINK_FAULTS
from avowal.auditor.faults.pages import PAGE_FAULTS
from avowal.auditor.faults.planting import App, Fault
from avowal.auditor.faults.policies import POLICY_FAULTS
from avowal.auditor.faults.refusing import REFUSING_FAULTS
from avowal.auditor.faults.scripts import SCRIPT_FAULTS
from avowal.auditor.faults.stores import STORE_FAULTS, StoreFault

__all__ = [
    "DECLARATION_FAULTS",
    "DEPLOYMENT_FAULTS",
    "FAULTS",
    "STORE_FAULTS",
    "App",
    "DeploymentFault",
    "Fault",
    "PolicyFault",
    "StoreFault",
]

FAULTS: tuple[Fault, ...] = (
    *COOKIE_FAULTS,
    *BEACON_FAULTS,
    *REFUSING_FAULTS,
    *SCRIPT_FAULTS,
    *PAGE_FAULTS,
    *LINK_FAULTS,
    *FORM_FAULTS,
    *FRAME_FAULTS,
    *DOCUMENT_FAULTS,
    *POLICY_FAULTS,
)
"""Every fault of a page, with the promise it breaks."""
