"""The assistant part by part: from hand weights alone to all of it, to measure what each part adds."""

from typing import Any

from index.collection import Collection
from qa.assistant import Assistant
from qa.evaluation.gold import Gold
from qa.evaluation.systems import Youju
from qa.ranking import HandWeights
from qa.semantic import is_installed, semantic_ranker
from qa.synonyms import Synonyms

# each row has what the rows above it have
_PARTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("hand", "手定的权重", {"ranker": HandWeights(), "synonyms": Synonyms(), "corrects": False, "refuses": False}),
    ("synonyms", "加同义说法", {"ranker": HandWeights(), "corrects": False, "refuses": False}),
    ("spelling", "加错字改正", {"ranker": HandWeights(), "refuses": False}),
    ("trees", "加学来的树", {"refuses": False}),
)


class Part(Youju):
    """The assistant with some of its parts."""

    def __init__(self, name: str, title: str, assistant: Assistant, gold: Gold) -> None:
        super().__init__(assistant, gold)
        self.name, self.title = name, title


def without_parts(collection: Collection, gold: Gold) -> list[Part]:
    """Return the assistant with ever more parts, then with the extra where it is installed; refusal makes it whole."""
    parts = list(_PARTS)
    if is_installed():
        parts.append(("semantic", "加句子的意思", {"ranker": semantic_ranker(), "refuses": False}))
    return [Part(name, title, Assistant(collection, **options), gold) for name, title, options in parts]
