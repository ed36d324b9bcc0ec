"""click's own words in Chinese: help headings and usage errors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click import exceptions

_Command = TypeVar("_Command", bound=Callable[..., Any])


class ChineseFormatter(click.HelpFormatter):
    """Help text with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix="用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading such as 选项."""
        super().write_heading({"Options": "选项", "Commands": "命令"}.get(heading, heading))


class ChineseContext(click.Context):
    """A context whose help is formatted in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose `--help` is described in Chinese."""

    context_class = ChineseContext

    def __init__(self, *args: Any, **options: Any) -> None:
        options["options_metavar"] = "[选项]"
        super().__init__(*args, **options)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with a Chinese text."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示说明后退出"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """The same for the group of commands."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 …", **options)


class Range(click.IntRange):
    """Whole numbers within bounds that the option's help states in Chinese."""

    def _describe_range(self) -> str:
        return ""


class FilePath(click.ParamType[Path]):
    """A path as given; whether it can be read is told by the one who reads it."""

    name = "path"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; the empty string is none, and not the current folder."""
        return Path(value) if str(value) and not str(value).startswith("\0") else self.fail("empty", param, ctx)


def usage_message(error: exceptions.ClickException) -> str:
    """Return one Chinese line for an error of click's own."""
    name = ""
    if isinstance(error, exceptions.BadParameter):  # MissingParameter is one too
        name = error.param.human_readable_name if error.param else ""
    if isinstance(error, exceptions.MissingParameter):
        return f"缺少参数 {name}，用法见 --help"
    if isinstance(error, exceptions.NoSuchOption):
        return f"没有选项 {error.option_name}，用法见 --help"
    if isinstance(error, exceptions.BadOptionUsage):
        return f"选项 {error.option_name} 用错了（少了或多了值），用法见 --help"
    if isinstance(error, exceptions.BadParameter):
        kind = error.param.type if error.param else None
        bounds = f"，要 {kind.min} 到 {kind.max} 的整数" if isinstance(kind, click.IntRange) else ""
        return f"参数 {name} 的值不对{bounds}，用法见 --help"
    if isinstance(error, exceptions.UsageError) and error.ctx and "No such command" in error.message:
        return "没有这个命令，用法见 qa --help"
    return "命令用错了，用法见 --help"


def collection_option(command: _Command) -> _Command:
    """Add `--collection`; every command that reads articles has it."""
    told = "资料库文件夹；不给则用自带的文章"
    return click.option("--collection", type=FilePath(), metavar="DIR", help=told)(command)


def synonyms_option(command: _Command) -> _Command:
    """Add `--synonyms`; every command that takes questions has it."""
    told = "另加的同义词表；不给则用资料库文件夹里的 synonyms.tsv（若有）"
    return click.option("--synonyms", type=FilePath(), metavar="FILE", help=told)(command)


def within_options(command: _Command) -> _Command:
    """Add `--source`, `--since`, `--until` and `--place`."""
    for name, metavar, told in (
        ("place", "NAME", "只看说到这个地方的文章"),
        ("until", "DATE", "只看到这一天为止（含）的文章"),
        ("since", "DATE", "只看从这一天起（含）的文章，如 2024、2024-05、2024-05-01"),
        ("source", "PATH", "只看这个文件或文件夹里的文章，照出处的写法"),
    ):
        command = click.option(f"--{name}", metavar=metavar, help=told)(command)
    return command


def engine_options(command: _Command) -> _Command:
    """Add `--engine`, `--uri` and `--engine-name`."""
    for name, options in (
        ("engine-name", {"default": "youju", "metavar": "NAME", "help": "文章在 Milvus 里的名字（默认 youju）"}),
        ("uri", {"metavar": "URI", "help": "Milvus 的地址，如 http://主机:19530"}),
        ("engine", {"type": click.Choice(["milvus"]), "help": "由别的引擎排序（先装 pip install 'youju[milvus]'）"}),
    ):
        command = click.option(f"--{name}", **options)(command)
    return command


def semantic_option(command: _Command) -> _Command:
    """Add `--semantic`; every command that takes questions has it."""
    told = "选句时另看句子的意思（句向量），较慢；要先 pip install 'youju[semantic]'"
    return click.option("--semantic", is_flag=True, help=told)(command)
