"""What the commands share: one way to say errors, and the options that reading takes."""

from __future__ import annotations

import warnings
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable

USER_ERROR = 2


def _say_warning(message: Warning | str, *_: object, **__: object) -> None:
    """Print a warning as one line, without the place in the code."""
    click.echo(f"workbench: {message}", err=True)


def plain_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say what went wrong in one clear message, and leave the traceback to programmers."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401 (any command)
        try:
            with warnings.catch_warnings():
                warnings.showwarning = _say_warning
                return command(*args, **options)
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            raise click.exceptions.Exit(0) from None
        except (WorkbenchError, OSError) as error:
            click.echo(f"workbench: {error}", err=True)
            raise click.exceptions.Exit(USER_ERROR) from error

    return run


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that `read_articles` takes."""
    for name, words in (
        ("--language", "Language of all articles, such as de."),
        ("--outlet", "Outlet of all articles."),
        ("--tz", "Time zone of times that come without one, such as Europe/Berlin."),
    ):
        command = click.option(name, help=words)(command)
    return command
