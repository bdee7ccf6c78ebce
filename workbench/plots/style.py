"""The house style of figures, and the words that stand for them.

A figure's description travels with its picture as `alt` text through
JupyterLab, `nbclient` and the report.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart with every common kind of colour blindness. One group has
# one colour in all figures of a notebook; yellow is left out, for it vanishes on white.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
INK, SOFT = "#1f2328", "#57606a"

HOUSE_STYLE: Any = {  # a dict; the stubs want each key as a literal
    "font.family": "DejaVu Sans",  # comes with matplotlib and has ä ß « „ –
    "font.size": 11,
    "figure.figsize": (6.0, 4.0),
    "figure.dpi": 144,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.w_pad": 0.09,  # inches; long names do not touch the edge
    "figure.constrained_layout.h_pad": 0.07,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.labelsize": 10,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": SOFT,
    "xtick.labelsize": 9,
    "ytick.color": INK,
    "ytick.left": False,
    "grid.color": "#d8dee4",
    "legend.frameon": False,
    "legend.fontsize": 10,
}


_PAGE = 96  # pixels of a page in an inch; the picture has more, to be sharp
_descriptions: WeakKeyDictionary[Figure, str] = WeakKeyDictionary()


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style within a ``with`` block.

    Examples
    --------
    >>> import matplotlib
    >>> with house_style():
    ...     matplotlib.rcParams["axes.spines.top"]
    False
    """
    import matplotlib as mpl

    interactive = mpl.is_interactive()
    try:
        with mpl.rc_context(HOUSE_STYLE):
            yield
            interactive = mpl.is_interactive()
    finally:
        mpl.interactive(interactive)  # loading JupyterLab's backend switches it on; keep that


def describe_figure(axes: Axes, words: str | None = None) -> str:
    """Say in words what a figure shows, for readers who can't see it.

    Parameters
    ----------
    axes
        Axes of the figure.
    words
        The description; None asks for the one that the figure has.

    Returns
    -------
    str
        The description; empty if the figure has none. A report is refused then.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().add_subplot()
    >>> describe_figure(axes, "A line that rises from 1 to 2.")
    'A line that rises from 1 to 2.'
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        return ""
    if words is not None:
        _descriptions[figure] = words.strip()
        _teach_ipython()
    return _descriptions.get(figure, "")


def _teach_ipython() -> None:
    """Let IPython send a figure's description along with its picture.

    The picture itself is still made by matplotlib's own formatter; this adds
    `alt` to its metadata and replaces "<Figure size …>" as its plain text.
    """
    import sys

    if "IPython" not in sys.modules:
        return
    from IPython import get_ipython
    from matplotlib.figure import Figure

    shell = get_ipython()
    if shell is not None:
        shell.display_formatter.mimebundle_formatter.for_type(Figure, _bundle)


def _bundle(figure: Figure) -> tuple[dict[str, str], dict[str, Any]]:
    words = _descriptions.get(figure)
    if not words:
        return {}, {}
    kinds = ("image/png", "image/jpeg", "image/svg+xml")
    facts = {"alt": words, "width": round(figure.get_figwidth() * _PAGE)}
    return {"text/plain": words}, {"alt": words} | dict.fromkeys(kinds, facts)
