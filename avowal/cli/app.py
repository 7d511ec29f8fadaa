"""The commands, joined. Each module of this room holds one family; heavy rooms are imported when a command runs."""

from __future__ import annotations

import typer

from avowal.cli import audit, demo, manage, policy, report, serve, store, weblog, worker

app = typer.Typer(
    name="avowal",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="The website platform on which the privacy policy runs.",
    epilog="Example: avowal demo",
)
demo.add_to(app)
serve.add_to(app)
worker.add_to(app)
manage.add_to(app)
audit.add_to(app)
app.add_typer(policy.app, name="policy")
app.add_typer(weblog.app, name="weblog")
app.add_typer(store.app, name="store")
report.add_to(app)
