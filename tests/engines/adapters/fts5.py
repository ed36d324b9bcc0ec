"""SQLite's FTS5 with its own bm25, without the texts; the signs that words hold do not part them."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

_TABLE = """CREATE VIRTUAL TABLE passages USING
fts5(words, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '_.+#&%-'")"""


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    with sqlite3.connect(folder / "passages.db") as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_TABLE)
        rows = ((number, " ".join(words)) for number, words in enumerate(documents))
        database.executemany("INSERT INTO passages (rowid, words) VALUES (?, ?)", rows)
        database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
    database.close()


def open(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(folder / 'passages.db').as_uri()}?mode=ro", uri=True)


def search(opened: sqlite3.Connection, terms: Sequence[str], k: int) -> list[int]:
    query = " OR ".join(f'"{term}"' for term in terms)
    sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"
    return [number for (number,) in opened.execute(sql, (query, k))]
