"""What stands over an article: its title, and of a ready one (a line of a `.jsonl`) the paper or office it is from."""

from index.collection import Collection


def heading(collection: Collection, article: int) -> str:
    """Return an article's title and the outlet named with it, folded; a ready article's text holds neither."""
    return f"{collection.folded_titles[article]} {outlet(collection, article)}".strip()


def outlet(collection: Collection, article: int) -> str:
    """Return the paper or office a ready article names as its source, folded; empty where it names none."""
    return collection.tokenizer.fold(collection.source_of[article].outlet or "")
