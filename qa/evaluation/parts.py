"""What each part adds, on several sets: `python -m qa.evaluation.parts SET…` prints a table in Markdown.

A set is what `qa eval` takes, or a folder of pages with the questions of each beside it (NAME.md, NAME.jsonl): then
every page is a collection of its own.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from index.collection import Collection
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.evaluation.ablation import without_parts
from qa.evaluation.evaluate import open_for
from qa.evaluation.gold import Gold
from qa.evaluation.items import Item, read_items
from qa.evaluation.measures import MEASURES, Judged
from qa.evaluation.question_sets import open_set
from qa.evaluation.systems import System, Youju, baselines

SHOWN = ("quote@1", "answer_em", "value_em", "false_answer_rate")
_PAGES = (".md", ".txt")

Sums = dict[str, dict[str, list[float]]]  # by system and measure: what is above and below its line


def main() -> None:
    """Measure every part on every set, a table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path)
    for path in parser.parse_args().sets:
        print(f"{path}\n\n{table(measure(path))}\n", flush=True)


def measure(path: Path) -> Sums:
    """Ask every system every question of a set and return the sums."""
    sums: Sums = {}
    for collection, items in collections(path):
        gold = Gold(collection)
        systems: list[System] = [*baselines(collection)[:1], *without_parts(collection, gold)]
        systems.append(Youju(Assistant(collection), gold))
        for item in items:
            judged = Judged(item, gold.sentences(item))
            for system in systems:
                _count(sums.setdefault(system.title, {name: [0.0, 0.0] for name in SHOWN}), judged, system)
    return sums


def collections(path: Path) -> Iterator[tuple[Collection, list[Item]]]:
    """Yield the collections of a set, each with its questions."""
    pages = sorted(page for page in path.iterdir() if page.suffix in _PAGES) if path.is_dir() else []
    if not pages:
        questions = open_set(path)
        yield open_for(questions, None), [located.item for located in questions.items()]
    tokenizer = Tokenizer()
    for page in pages:
        sources = make_sources(read_bytes(page), path=page.name)
        yield Collection.of(sources, tokenizer), [located.item for located in read_items(page.with_suffix(".jsonl"))]


def _count(sums: dict[str, list[float]], judged: Judged, system: System) -> None:
    reply = system.ask(judged.item.question).reply
    for name in SHOWN:
        pair = MEASURES[name].of(judged, reply)
        if pair:
            sums[name] = [sums[name][0] + pair[0], sums[name][1] + pair[1]]


def table(sums: Sums) -> str:
    """Return the sums as a table, a row a system; a measure no question has is a dash."""
    rows = [["", *(MEASURES[name].title for name in SHOWN)]]
    for title, measures in sums.items():
        rows.append([title, *(f"{above / below:.3f}" if below else "—" for above, below in measures.values())])
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()
