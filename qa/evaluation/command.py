"""`qa eval`: the command over `evaluate` and the gate; everything it needs is loaded when it is called."""

import contextlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import UsageError
from qa.click_chinese import ChineseCommand, FilePath, engine_options, semantic_option, synonyms_option
from qa.engine import bring_in_step, make_engine, rank_elsewhere

if TYPE_CHECKING:
    from qa.evaluation.question_sets import QuestionSet

BELOW_FLOOR = 1
PATH = FilePath()


@click.command("eval", cls=ChineseCommand)
@click.argument("questions", type=PATH)
@click.option(
    "--collection", type=PATH, metavar="DIR", help="资料库文件夹；不给则用题集自带的文章，再没有就用程序自带的"
)
@synonyms_option
@semantic_option
@engine_options
@click.option("--json", "as_json", is_flag=True, help="整份报告作为一个 JSON 对象，逐题结果在 results")
@click.option("--html", type=PATH, metavar="FILE", help="另写一页可离线打开的报告")
@click.option("--compare", "old", type=PATH, metavar="OLD.json", help="与以前 --json 的报告逐题相比")
@click.option("--baseline", is_flag=True, help="同场再跑两种简单做法，看有据多做的值多少")
@click.option("--parts", is_flag=True, help="同场再跑只有一部分的有据（手定权重、加同义说法……），看每一部分加多少")
@click.option("--run", "run_path", type=PATH, metavar="FILE", help="另写 TREC run 文件")
@click.option("--qrels", "qrels_path", type=PATH, metavar="FILE", help="另写 TREC qrels 文件")
@click.option("--gate", is_flag=True, help="低于题集旁 floors.tsv 里的底线就失败（退出状态 1）")
@click.option("--pin", "pinned", is_flag=True, help="把这次的成绩记进 floors.tsv；不许调低")
@click.option("--because", metavar="缘由", help="与 --pin 同用：写明缘由，才许调低底线或换题")
def eval_command(
    questions: Path,
    collection: Path | None,
    synonyms: Path | None,
    semantic: bool,
    engine: str | None,
    uri: str | None,
    engine_name: str,
    as_json: bool,
    html: Path | None,
    old: Path | None,
    baseline: bool,
    parts: bool,
    run_path: Path | None,
    qrels_path: Path | None,
    gate: bool,
    pinned: bool,
    because: str | None,
) -> None:
    """用题集 QUESTIONS 检验回答：.jsonl、SQuAD/CMRC 的 .json、.csv，或 BEIR 等文件夹。"""
    from qa.evaluation.compare import read_report
    from qa.evaluation.evaluate import evaluate, lines_of, open_for
    from qa.evaluation.files import replacing
    from qa.evaluation.html import write_html
    from qa.evaluation.question_sets import open_set
    from qa.evaluation.report import render, write_json
    from qa.opening import warn
    from qa.semantic import semantic_ranker
    from qa.synonyms import synonyms_for

    if because is not None and not (pinned and because.isprintable() and because.strip()):
        raise UsageError("--because 要与 --pin 同用，并写明缘由")
    if semantic and pinned:
        raise UsageError("--pin 不能与 --semantic 同用：底线是不装别的包也要有的成绩")
    ranker = semantic_ranker() if semantic else None
    asked = open_set(questions)
    _keep_apart((html, run_path, qrels_path), asked, old, synonyms)
    before = read_report(old) if old else None
    elsewhere = make_engine(engine, uri, engine_name)
    corpus = open_for(asked, collection)
    warn(corpus)
    if elsewhere:
        click.echo(bring_in_step(corpus, elsewhere), err=True)
        rank_elsewhere(corpus, elsewhere)
    sayings = synonyms_for(collection, synonyms, corpus.tokenizer)
    with contextlib.ExitStack() as files:
        rows = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
        report_file, run_file, qrels_file = (
            files.enter_context(replacing(path)) for path in (html, run_path, qrels_path)
        )
        report = evaluate(
            asked, corpus, rows, ranker=ranker, synonyms=sayings, baseline=baseline, parts=parts, old=before,
            run_file=run_file, qrels_file=qrels_file, progress=progress,
        )  # fmt: skip
        if report_file:
            write_html(report, lambda: map(json.loads, lines_of(rows)), report_file)
        if as_json:
            write_json(report, lines_of(rows), sys.stdout)
        else:
            click.echo(render(report))
    for path in filter(None, (html, run_path, qrels_path)):
        click.echo(f"已写好：{path}", err=True)
    _settle(asked, report, gate=gate, pinned=pinned, because=because)


def _keep_apart(outputs: Sequence[Path | None], asked: "QuestionSet", *read: Path | None) -> None:
    """Refuse to write over what is read, or two things into one file.

    Raises:
        UsageError: two of the paths are the same.
    """
    inputs = [asked.path, asked.path.parent / "floors.tsv", *([asked.corpus.path] if asked.corpus else []), *read]
    written = [path for path in outputs if path and (path.is_file() or not path.exists())]
    paths = [path.resolve() for path in (*written, *filter(None, inputs))]
    for at, path in enumerate(paths[: len(written)]):
        if path in paths[at + 1 :]:
            raise UsageError(f"{path} 不能又写又读，也不能写两样东西，请给 --html、--run、--qrels 各换一个文件名")


def _settle(asked: "QuestionSet", report: dict[str, Any], *, gate: bool, pinned: bool, because: str | None) -> None:
    """Record or hold the floors, and end with status 1 below one."""
    from qa.evaluation.gate import hold, pin

    if pinned:
        click.echo(pin(asked, report, because), err=True)
    if gate:
        fallen = hold(asked, report)
        for line in fallen:
            click.echo(f"低于底线：{line}", err=True)
        if fallen:
            raise SystemExit(BELOW_FLOOR)
        click.echo("不低于底线", err=True)


@contextlib.contextmanager
def progress(length: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while a run lasts, on a terminal only."""
    with click.progressbar(length=length, label="作答", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update
