"""What is wrong with a question set: its gold is checked before anything is asked."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.errors import DataError
from qa.evaluation.gold import Gold, flat
from qa.evaluation.items import Item, Located, pieces_of, squeeze

_SHOWN = 3  # faults named in the one line of the message
_ENOUGH = 20  # faults after which the rest of a set is not read: it is the wrong set or the wrong collection


class Checked(NamedTuple):
    """A question set that may be run: how many questions, and whose gold is no whole sentence of the collection."""

    questions: int
    answerable: int
    cut_golds: int  # such a question cannot be won: its sentence is cut where the collection's is not


def check(path: Path, items: Iterable[Located], gold: Gold) -> Checked:
    """Read a whole set and return its counts.

    Raises:
        DataError: anything is wrong with the gold; the message says where and what.
    """
    faults: list[str] = []
    count = answerable = cut = 0
    with _Seen() as seen:
        for where, item in items:
            count += 1
            answerable += item.answerable
            enough = all if item.match == "all" else any
            cut += bool(item.sentences) and not enough(map(gold.is_whole, item.sentences))
            faults += [f"{where}{fault}" for fault in _faults(item, gold, seen, where)]
            if len(faults) >= _ENOUGH:
                break
    if faults:
        more = f"；共 {len(faults)} 处{'以上' * (len(faults) >= _ENOUGH)}" if len(faults) > _SHOWN else ""
        raise DataError(f"{path} 的标准答案有错：{'；'.join(faults[:_SHOWN])}{more}")
    if not count:
        raise DataError(f"{path} 里没有题目")
    return Checked(count, answerable, cut)


def _faults(item: Item, gold: Gold, seen: "_Seen", where: str) -> Iterator[str]:
    if before := seen.repeated("id", item.id, where):
        yield f"的 id“{item.id}”与{before[0]}重复"
    label = "有答案" if item.answerable else "没有答案"
    before = seen.repeated("question", squeeze(item.question), where, label)
    if before and before[1] != label:
        yield f"说{label}，与同一问题的{before[0]}（{before[1]}）矛盾"
    yield from (fault for is_wrong, fault in _CHECKS if is_wrong(item))
    for sentence in item.sentences:
        if not gold.is_known(sentence):
            yield f"的句子不在资料库里：“{_brief(sentence)}”"
    for document in item.beir_qrels:
        if gold.collection.article(document) is None:
            yield f"判定的文章不在资料库里：{document}"


# a decimal, a fraction or ratio, a score, an ISO date or time
_VALUE = re.compile(r"[-\d.:/T]*\d[-\d.:/T]*")


def _answer_is_elsewhere(item: Item) -> bool:
    held = (any(squeeze(piece) in squeeze(s) for s in item.sentences) for piece in pieces_of(item.answer))
    return item.answerable and not all(held)


_CHECKS: tuple[tuple[Callable[[Item], bool], str], ...] = (
    (lambda item: not item.question.strip(), "没有问题"),
    (
        lambda item: not item.answerable and bool(item.sentences or item.answer or item.alt_answers),
        "说没有答案，却给了句子或答案，自相矛盾",
    ),
    (lambda item: item.answerable and not item.sentences and not item.beir_qrels, "说有答案，却没有给出句子"),
    (lambda item: not all(map(flat, item.sentences)), "有空的句子"),
    (lambda item: not all(map(str.strip, pieces_of(item.answer))), "有空的答案"),
    (lambda item: item.answerable and item.match == "none", "说有答案，match 却是 none，自相矛盾"),
    (_answer_is_elsewhere, "的答案不在它的句子里"),
    (lambda item: not item.answerable and item.value_base is not None, "说没有答案，却给了数值，自相矛盾"),
    (lambda item: not _VALUE.fullmatch(item.value_base or "0"), "的 value_base 不是数"),
)


class _Seen:
    """Ids and questions met so far, in a temporary file that the system removes: memory does not grow with the set."""

    def __enter__(self) -> "_Seen":
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute("PRAGMA journal_mode=OFF")
        self._store.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, place TEXT, label TEXT) WITHOUT ROWID")
        self._store.execute("BEGIN")
        return self

    def __exit__(self, *error: object) -> None:
        self._store.close()

    def repeated(self, name: str, value: str, where: str, label: str = "") -> tuple[str, str] | None:
        """Return where the value was met first and its label there, None for one that is new."""
        key = f"{name} {value}".encode("utf-8", "surrogatepass")
        row = self._store.execute("SELECT place, label FROM seen WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0]), str(row[1])
        self._store.execute("INSERT INTO seen VALUES (?, ?, ?)", (key, where.strip(), label))
        return None


def _brief(text: str, length: int = 30) -> str:
    return text if len(text) <= length else text[:length] + "…"
