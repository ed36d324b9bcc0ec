"""Entry of the `qa` command and `python -m qa`: wires the command line to the process."""

import contextlib
import io
import os
import sys

from index.errors import UserError, reason
from qa.escape import escape

_INTERRUPTED = 130
_WRONG_USAGE = 2
_FILE_FAILED = 74


def main(args: list[str] | None = None) -> None:
    """Run the command line; every failure a user can mend is one Chinese line and its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal of another encoding gets escapes, never a traceback
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(sys.argv[1:] if args is None else args)
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status)


def _run(args: list[str]) -> int:
    # imported here so that Ctrl-C while they load is a clean end as well
    import click
    from click import exceptions

    from qa.cli import cli
    from qa.click_chinese import usage_message

    try:
        # not cli.main: it ends a broken pipe with 1, which here means that the articles do not say
        with cli.make_context("qa", args) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except UserError as error:
        return _fail(str(error), error.status)
    except exceptions.Exit as done:
        return done.exit_code
    except exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return _WRONG_USAGE
    except exceptions.ClickException as error:
        return _fail(usage_message(error), _WRONG_USAGE)
    except exceptions.Abort:
        return _INTERRUPTED
    except BrokenPipeError:
        # the reader of our output left; point standard output elsewhere so that closing it is quiet
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"读写失败：{error.filename or ''}（{reason(error)}）", _FILE_FAILED)
    return 0


def _fail(message: str, status: int) -> int:
    first, *more = message.split("\n")
    for line in (f"错误：{first}", *more):
        print(escape(line), file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
