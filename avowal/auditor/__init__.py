"""What proves the promises: it crawls a site in real Chromium, gathers evidence, and holds it against the policy.

The crawl knows nothing of the policy and the checks nothing of the browser: observers gather `evidence` once,
checks are pure functions of (policy, evidence), and reports are views of their findings. The auditor sees sites
from outside and stores through what it is handed.

May import: `policy`, `config`, `events`, `reader` (only `any_site` and `proposing`), Playwright, httpx, jinja2,
jsonschema, and the standard library.
Never: `website`, `edge`, Django.
"""
