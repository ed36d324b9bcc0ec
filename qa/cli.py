"""The command line: each command a few lines over the function of the same name."""

import codecs
import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from index.errors import DataError, UsageError
from index.terms import Tokenizer
from qa.answer import Answer
from qa.assistant import check_question
from qa.click_chinese import (
    ChineseCommand,
    ChineseGroup,
    FilePath,
    Range,
    collection_option,
    engine_options,
    semantic_option,
    synonyms_option,
    within_options,
)
from qa.engine import bring_in_step, make_engine
from qa.escape import escape
from qa.evaluation.command import eval_command
from qa.opening import Opening, open_assistant, warn
from qa.web.command import key_command, serve_command
from qa.within import make_filter

NOT_STATED = 1
PATH = FilePath()
_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group(cls=ChineseGroup)
@click.version_option(package_name="youju", message="有据 %(version)s", help="显示版本后退出")
def cli() -> None:
    """有据：对中文文章提问，得到原文原句、出处和句中的数字。"""


def json_option(command: _Command) -> _Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象")(command)


@cli.command(cls=ChineseCommand)
@click.argument("question", nargs=-1)
@collection_option
@synonyms_option
@semantic_option
@engine_options
@within_options
@json_option
@click.option("--top", default=3, type=Range(1, 50), metavar="N", help="最多给几句原文（1 到 50，默认 3）")
def ask(
    question: tuple[str, ...],
    collection: Path | None,
    synonyms: Path | None,
    semantic: bool,
    engine: str | None,
    uri: str | None,
    engine_name: str,
    as_json: bool,
    top: int,
    **within: str | None,
) -> None:
    """回答 QUESTION；“-”从标准输入逐行读问题；什么都不给则进入问答模式。"""
    from qa.terminal import render

    if not question and not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("没有问题：请写在命令后面，或用 qa ask - 从标准输入读")
    if question and question != ("-",) and (bad := check_question(" ".join(question))):
        raise DataError(bad.message)
    assistant = open_assistant(Opening(collection, synonyms, semantic, make_engine(engine, uri, engine_name)))
    warn(assistant.collection)
    answer_to = functools.partial(
        assistant.answer, top=top, within=make_filter(assistant.collection.tokenizer, **within)
    )
    show = to_line if as_json else render
    if not question:
        from qa.repl import run

        run(lambda text: show(answer_to(text)))
    elif question == ("-",):
        _ask_lines(answer_to, as_json=as_json)
    else:
        answer = answer_to(" ".join(question))
        click.echo(show(answer))
        raise SystemExit(0 if answer.status == "answered" else NOT_STATED)


def to_line(answer: Answer) -> str:
    """Return the answer as one line of JSON: the bytes every door gives."""
    return answer.model_dump_json()


def _ask_lines(answer_to: Callable[[str], Answer], *, as_json: bool) -> None:
    """Answer every line of standard input in order; a line that is no question is answered as such."""
    from qa.terminal import render

    bad = []
    for number, text in enumerate(read_lines(), 1):
        answer = answer_to(text)
        if answer.reason and answer.reason.code == "bad_question":
            bad.append(f"标准输入第 {number} 行：{answer.reason.message}")
        click.echo(to_line(answer) if as_json else f"问：{answer.question}\n{render(answer)}\n")
    if bad:
        raise DataError(bad[0] + (f"（另有 {len(bad) - 1} 行也不能用）" if len(bad) > 1 else ""))


def read_lines() -> Iterator[str]:
    """Yield the lines of standard input; bytes that are not UTF-8 become lone surrogates, which are refused."""
    if sys.stdin is None:
        raise UsageError("标准输入是关着的，没有可读的内容")
    for number, line in enumerate(sys.stdin.buffer):
        line = line.removeprefix(codecs.BOM_UTF8) if not number else line
        yield line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")


@cli.command(cls=ChineseCommand)
@click.argument("path", nargs=-1, required=True, type=PATH)
@click.option("--collection", type=PATH, metavar="DIR", help="资料库文件夹；没有就新建")
@click.option("--remove", is_flag=True, help="把这些文件移出资料库")
@click.option("--workers", type=Range(1, 64), metavar="N", help="用几个进程分词（默认为处理器核数）；结果都一样")
@engine_options
@click.option("--shards", default=1, type=Range(1, 64), metavar="N", help="在 Milvus 里分几片（建时定下；默认 1）")
@click.option("--replicas", default=1, type=Range(1, 64), metavar="N", help="在 Milvus 里载入几份（默认 1）")
@json_option
def index(
    path: tuple[Path, ...],
    collection: Path | None,
    remove: bool,
    workers: int | None,
    engine: str | None,
    uri: str | None,
    engine_name: str,
    shards: int,
    replicas: int,
    as_json: bool,
) -> None:
    """把 PATH（文件或文件夹）加入资料库；已在库里而有改动的会更新。"""
    from index.source import passed_over
    from index.store import open_collection
    from index.update import update_collection

    if collection is None:
        raise UsageError("请用 --collection 写明资料库文件夹，例如 qa index 文章 --collection 资料库")
    elsewhere, tokenizer = make_engine(engine, uri, engine_name), Tokenizer()
    add, gone = ((), path) if remove else (path, ())
    for line in (line for folder in add if folder.is_dir() for line in passed_over(folder)):
        click.echo(f"没有收，{escape(line)}", err=True)
    with reading() as progress:
        changes = update_collection(collection, tokenizer, add=add, remove=gone, workers=workers, progress=progress)
    if as_json:
        click.echo(changes.model_dump_json())
    counts = [
        ("加入", changes.added),
        ("更新", changes.updated),
        ("移出", changes.removed),
        ("未变", changes.unchanged),
    ]
    done = "，".join(f"{name} {len(files)} 个文件" for name, files in counts if files)
    total = f"资料库现有 {changes.files} 个文件、{changes.articles} 篇文章、{changes.sentences} 句"
    click.echo(f"{done}；{total}：{collection}", err=True)
    if elsewhere:
        told = bring_in_step(open_collection(collection, tokenizer), elsewhere, shards=shards, replicas=replicas)
        click.echo(told, err=True)


@contextlib.contextmanager
def reading() -> Iterator[Callable[[int, int], None]]:
    """Show on standard error, on a terminal only, how much of long texts has been cut into words."""
    hidden = not (sys.stderr and sys.stderr.isatty())
    with click.progressbar(length=1, label="分词", file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield progress


@cli.command(cls=ChineseCommand)
@click.argument("text", nargs=-1, required=True)
@json_option
@click.option("--tsv", "as_rows", is_flag=True, help="每个数字一行，用制表符分列，可贴进电子表格")
def numbers(text: tuple[str, ...], as_json: bool, as_rows: bool) -> None:
    """读出 TEXT（或“-”的每一行）里的数字。"""
    import json

    from qa.numbers.read import read_quantities
    from qa.terminal import COLUMNS, figure_line, figure_row

    if as_json and as_rows:
        raise UsageError("--json 和 --tsv 只能用一个")
    if as_rows:
        click.echo("\t".join(COLUMNS))
    for line in read_lines() if text == ("-",) else [" ".join(text)]:
        if any("\ud800" <= char <= "\udfff" for char in line):
            raise DataError("输入不是 UTF-8 文字，请先转成 UTF-8")
        quantities = read_quantities(line)
        if as_json:
            figures = [quantity.model_dump() for quantity in quantities]
            click.echo(json.dumps({"sentence": line, "quantities": figures}, ensure_ascii=False))
        elif as_rows:
            click.echo("".join(figure_row(quantity) + "\n" for quantity in quantities), nl=False)
        else:
            click.echo("\n".join(map(figure_line, quantities)) or "（没有数字）")


cli.add_command(eval_command)
cli.add_command(serve_command)
cli.add_command(key_command)
