"""The server itself: Voilà without its file tree, under a strict content security policy."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.ioloop import IOLoop
from tornado.web import StaticFileHandler
from traitlets.config import Config
from voila import notebook_renderer
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from workbench.bundled import RESOURCES
from workbench.errors import ReadError
from workbench.serve.hosts import LOOPBACK
from workbench.serve.kernels import RoomKernels, RoomKernelSpecs
from workbench.serve.page import index_page, page_facts, page_filters
from workbench.serve.running import RoomExecutor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workbench.serve.prepare import Served

_EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
_HEARTBEAT = "window.voila_heartbeat()"  # Voilà's own inline script while a cell runs long
# Voilà's modules come from the server itself, and those of our widgets as blobs. No inline
# script but the heartbeat, no address but this server's: neither text nor output can load,
# run or send anything.
_POLICY = (
    "default-src 'none'; script-src 'self' blob: '{hash}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


class Room(Voila):  # type: ignore[misc]
    """Voilà with our pages, our list, and nothing else to see."""

    index = ""
    opened: Callable[[], None] | None = None

    def setup_template_dirs(self) -> None:
        """Put our page before Voilà's, and the report's template in reach."""
        super().setup_template_dirs()
        own = [str(RESOURCES / "serve" / "page"), str(RESOURCES / "report")]
        self.template_paths: list[str] = [*own, *self.template_paths]

    def init_settings(self) -> dict[str, Any]:
        """Say errors in the class's language; keep room for those who come."""
        settings: dict[str, Any] = super().init_settings()
        words = self.voila_configuration.resources["wb"]
        settings["voila_jinja2_env"].globals["wb"] = words
        if self.voila_configuration.preheat_kernel:
            self.kernel_manager.keep_room()
        return settings

    def init_handlers(self) -> list[Any]:
        """Leave out Voilà's tree, its files and its interface to the folder's contents."""
        hidden = (
            *("/voila/tree", "/voila/files", "/voila/render"),
            *("/voila/api/contents", "/voila/api/shutdown"),
        )
        kept = [h for h in super().init_handlers() if h[0] != "/" and not h[0].startswith(hidden)]
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        static = {"path": str(RESOURCES / "serve" / "static")}
        return [
            *kept,
            ("/", _Index, {"page": self.index}),
            (r"/voila/api/shutdown/([\w-]+)", _Leave),
            (r"/workbench/(.*)", StaticFileHandler, static),
            (r"/page/([\w.-]+\.ipynb)", TornadoVoilaHandler, page),
        ]

    def listen(self) -> None:
        """Refuse to move to another port than the one that was told to the class."""
        self.port_retries = 0
        if self.opened is not None:  # by the loop, which runs once the port is ours
            IOLoop.current().add_callback(self.opened)
        super().listen()

    def exit(self, exit_status: int | str | None = 0) -> None:
        """Say in words why there is no server."""
        if exit_status:
            raise ReadError(f"Port {self.port} is taken; choose another with --port.")
        super().exit(exit_status)


class _Index(JupyterHandler):
    """The list of pages."""

    def initialize(self, page: str) -> None:
        self.page = page

    def get(self) -> None:
        """Send it."""
        self.finish(self.page)


class _Leave(VoilaShutdownKernelHandler):  # type: ignore[misc]
    """Takes a kernel back when its page is left.

    Voilà's page says so in a beacon, which carries no token against foreign forms, and was
    refused. The kernel's id is the secret here: nobody else knows it.
    """

    def check_xsrf_cookie(self) -> None:
        """Ask for none."""


def furnish_room(
    folder: Path,
    served: Sequence[Served],
    *,
    lang: str,
    host: str,
    port: int,
    pool: int,
    visitors: int,
    idle: int,
    opened: Callable[[], None] | None = None,
) -> Room:
    """Return the server of the notebooks in `folder`; `start` serves until the process is stopped.

    Parameters
    ----------
    folder
        Where the prepared notebooks lie.
    served
        What they are.
    lang, host, port, pool, visitors, idle, opened
        As in `serve_notebooks`.
    """
    notebook_renderer.VoilaExecutor = RoomExecutor  # Voilà has no setting for it
    # jupyter_server counts pings in milliseconds, tornado warns as if they were seconds
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    settings = _settings(folder, served, lang=lang, host=host, port=port, pool=pool)
    settings["RoomKernels"] = {
        "most": visitors,
        "cull_idle_timeout": idle * 60,
        "cull_interval": 60,
        "cull_connected": True,
    }
    config = Config({name: Config(values) for name, values in settings.items()})
    room = Room(config=config)
    room.index, room.opened = index_page(served, lang), opened
    room.initialize([])
    return room


def _settings(
    folder: Path, served: Sequence[Served], *, lang: str, host: str, port: int, pool: int
) -> dict[str, dict[str, Any]]:
    """Return what Voilà and its parts are told, by class."""
    digest = base64.b64encode(hashlib.sha256(_HEARTBEAT.encode()).digest()).decode()
    headers = {
        "Content-Security-Policy": _POLICY.format(hash=f"sha256-{digest}"),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    # On this machine alone, a page of elsewhere must not reach in under a name of its own.
    tornado = {"headers": headers, "allow_remote_access": host not in LOOPBACK}
    voila = {
        "ip": host,
        "port": port,
        "root_dir": str(folder),
        "open_browser": False,
        "config_file_paths": [],
        "log_level": logging.ERROR,
        "tornado_settings": tornado,
    }
    configuration = {
        "template": "lab",
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "preheat_kernel": pool > 0,
        "default_pool_size": pool,
        "multi_kernel_manager_class": RoomKernels,
        "kernel_spec_manager_class": RoomKernelSpecs,
        "resources": {"wb": page_facts(served, lang)},
        "extension_allowlist": _EXTENSIONS,
    }
    exporter = {"filters": page_filters(lang)}
    return {"Voila": voila, "VoilaConfiguration": configuration, "VoilaExporter": exporter}
