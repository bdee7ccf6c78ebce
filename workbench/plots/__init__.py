"""Figures in one house style: direct labels, denominators in the caption, words for each picture.

Every `plot_` function returns matplotlib's Axes and describes its figure in
words made from the data. The words travel with the picture as `alt` text
through JupyterLab, `nbclient` and the report. One family of figures is one file.
"""

from workbench.plots.frames import plot_frames
from workbench.plots.shares import plot_sources
from workbench.plots.style import PALETTE, describe_figure, house_style
from workbench.plots.words import plot_words

__all__ = ["PALETTE", "describe_figure", "house_style", "plot_frames", "plot_sources", "plot_words"]
