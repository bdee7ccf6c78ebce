"""Kernels for visitors: this very Python, as many as the machine bears, ended when idle."""

from __future__ import annotations

from subprocess import DEVNULL
from typing import TYPE_CHECKING, Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Int

from workbench.report.execute import ThisPython

if TYPE_CHECKING:
    from jupyter_client.kernelspec import KernelSpec


class RoomKernelSpecs(ThisPython):
    """Offers one kernel, whatever else is installed."""

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kernel under the name that notebooks ask for."""
        return {"python3": {"resource_dir": "", "spec": self.get_kernel_spec("python3").to_dict()}}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return this interpreter's kernel; a bar of progress would stay behind in the page."""
        spec = super().get_kernel_spec(kernel_name)
        spec.language, spec.env = "python", {"TQDM_DISABLE": "1"}
        return spec


class RoomKernels(AsyncMappingKernelManager):
    """Starts no kernel beyond `most`, and none ahead of visitors that there is no room for."""

    most = Int(40, config=True)

    async def start_kernel(self, *args: Any, **options: Any) -> str:  # type: ignore[override]  # noqa: ANN401 (Jupyter's)
        """Start a kernel if there is room."""
        if len(self) >= self.most:
            raise HTTPError(503, reason="The room is full")
        silent = {"stdout": DEVNULL, "stderr": DEVNULL}  # a kernel that is ended grumbles
        kernel_id: str = await super().start_kernel(*args, **{**silent, **options})
        return kernel_id

    def keep_room(self) -> None:
        """Fill a pool again only as far as there is room.

        Voilà's pool starts a new kernel for every one taken, also while the class
        is loading and beyond the limit. Its manager is made inside Voilà, on top of
        this class, so its method is wrapped here once it is there.
        """
        manager: Any = self
        fill = manager.fill_if_needed

        def fill_in_turn(*args: Any, **options: Any) -> None:  # noqa: ANN401 (Voilà's)
            ahead = sum(len(pool) for pool in manager._pools.values())  # noqa: SLF001 (no other way to ask)
            if max(len(self), ahead) < self.most:
                fill(*args, **options)

        manager.fill_if_needed = fill_in_turn
