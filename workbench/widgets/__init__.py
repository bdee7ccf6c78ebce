"""Widgets: look, click, read. Thin views over tables; no arithmetic inside."""
