"""Run the cells of a page: Voilà's own way, but it never waits for ever."""

from __future__ import annotations

from secrets import token_bytes
from typing import Any

from nbclient.output_widget import OutputWidget
from voila.execute import VoilaExecutor

_LINGER = 1000  # milliseconds that a closed line still has to deliver


class OnOwnLine(OutputWidget):
    """Tells the kernel what an Output widget holds, over a line of its own.

    nbclient sends on the very socket that it waits on for the cell's reply. If the reply came a
    moment before, sending takes its signal away and the wait never ends (jupyter/nbclient#312).
    """

    def send(
        self,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[Any] | None = None,
    ) -> None:
        """Send, and hang up."""
        session = self.kernel_client.session
        content = {"data": data or {}, "comm_id": self.comm_id}
        message = session.msg(
            "comm_msg", content=content, parent=self.parent_header, metadata=metadata or {}
        )
        line = self.executor.km.connect_shell(identity=token_bytes(16))
        try:
            session.send(line, message, buffers=buffers)
        finally:
            line.close(linger=_LINGER)


class RoomExecutor(VoilaExecutor):  # type: ignore[misc]
    """Voilà's executor with output widgets that do not stall it."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 (Voilà's)
        super().__init__(*args, **options)
        self.widget_registry["@jupyter-widgets/output"]["OutputModel"] = OnOwnLine
