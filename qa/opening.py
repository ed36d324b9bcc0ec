"""Opening what questions are answered from: the one place that wires collection, ranker and synonyms together."""

import sys
from pathlib import Path
from typing import NamedTuple

from index.collection import Collection
from index.store import open_collection
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.embedded import default_folder
from qa.engine import Engine, rank_elsewhere
from qa.escape import escape
from qa.semantic import semantic_ranker
from qa.synonyms import synonyms_for


class Opening(NamedTuple):
    """What an assistant is opened with: a collection's folder (None is the embedded one), a table, an extra, a ranker elsewhere."""

    folder: Path | None = None
    synonyms: Path | None = None
    semantic: bool = False
    engine: Engine | None = None


def open_assistant(opening: Opening, tokenizer: Tokenizer | None = None) -> Assistant:
    """Open a collection, the embedded one where no folder is named, with the user's synonyms.

    Raises:
        UserError: the folder, a file of it or the table cannot be used, or the extra is not installed.
    """
    ranker = semantic_ranker() if opening.semantic else None
    collection = open_collection(opening.folder or default_folder(), tokenizer or Tokenizer())
    if opening.engine:
        rank_elsewhere(collection, opening.engine)
    synonyms = synonyms_for(opening.folder, opening.synonyms, collection.tokenizer)
    return Assistant(collection, ranker=ranker, synonyms=synonyms)


def warn(collection: Collection) -> None:
    """Say on standard error what is wrong with a collection that answers all the same, and what was not read for it."""
    told = [collection.trouble] if collection.trouble else []
    for line in (*told, *(f"没有收，{line}" for line in collection.passed_over)):
        print(f"注意：{escape(line)}", file=sys.stderr)
