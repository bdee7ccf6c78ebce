"""``workbench serve``: the notebooks, alive in a class's browsers."""

from __future__ import annotations

import click

from workbench.cli.options import plain_errors
from workbench.labels import LANGUAGES


@click.command()
@click.argument("path", required=False)
@click.option(
    "--notebook",
    "-n",
    "notebooks",
    multiple=True,
    help="Name, number or file; repeat for more. All by default.",
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="de", show_default=True, help="Language."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; 0.0.0.0 for everybody in the network.",
)
@click.option("--port", default=8866, show_default=True, help="Port to listen on.")
@click.option("--pool", default=1, show_default=True, help="Kernels run ahead for each notebook.")
@click.option("--visitors", default=40, show_default=True, help="Most kernels at a time.")
@click.option(
    "--idle", default=30, show_default=True, help="Minutes until an idle page's kernel ends."
)
@plain_errors
def serve(path: str | None, notebooks: tuple[str, ...], **options: int | str) -> None:
    """Serve the notebooks on PATH to a class, with live controls; Ctrl-C ends it.

    PATH is a folder, file or ZIP of articles; without it the notebooks take
    the sample corpus. What a class of 30 needs stands in docs/classroom.md.
    """
    from workbench.serve import serve_notebooks
    from workbench.serve.hosts import LOOPBACK

    host, port = options["host"], options["port"]
    place = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)

    def announce() -> None:
        if host not in LOOPBACK:
            click.echo(_OPEN.format(host=host), err=True)
        click.echo(f"Serving on http://{place}:{port}/ – Ctrl-C ends it.", err=True)

    serve_notebooks(path, notebooks=notebooks or None, opened=announce, **options)  # type: ignore[arg-type]


_OPEN = (
    "Warning: listening on {host}. Everybody in this network can open the pages without a password "
    "and read the articles in them; nothing is encrypted. Visitors move controls but can't run "
    "code of their own. Use it in a network that you trust, and stop it after the lesson."
)
