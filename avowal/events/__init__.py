"""What happened on the sites: rows made from the declarations, the spool, the store, its reads, its forgetting.

This room turns values into rows of exactly the declared elements (`rows`), keeps them safe on disk before anybody is
answered (`spool`), takes them into ClickHouse once (`taking`), and lets them be read only for a declared purpose
(`operations.read`). It may import `avowal.policy`, `avowal.config` and its own engine libraries; no Django, no HTTP
server, and neither edge nor website. `chdb` is imported by the owner process alone (`owner`).
"""

from avowal.events.keepers import KEEPERS

__all__ = ["KEEPERS"]
