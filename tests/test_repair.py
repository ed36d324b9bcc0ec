"""Mending a damaged collection: the index from the copies, a copy from its original, and never from nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from durable import NEWER, OLD, every_byte, fresh, leftovers, state_of, update

from index.errors import DataError
from index.layout import ARTICLES, CURRENT, GENERATIONS
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection

OTHER = "# 戊市新闻\n\n戊市建成学校1所。\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return tmp_path / "of" / "in"


@pytest.fixture
def collection(tmp_path: Path, articles: Path, tokenizer: Tokenizer) -> Path:
    update(tmp_path / "c", articles, OLD, tokenizer)
    update(tmp_path / "c", articles, NEWER, tokenizer)
    return tmp_path / "c"


def break_again(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"damaged")


@pytest.mark.parametrize("damage", [break_again, Path.unlink])
@pytest.mark.parametrize("part", ["terms", "words", "posting_starts", "bits"])
def test_any_update_mends_the_index(
    damage: Callable[[Path], None], part: str, collection: Path, articles: Path, tmp_path: Path, tokenizer: Tokenizer
) -> None:
    other = tmp_path / "戊.md"
    other.write_text(OTHER, encoding="utf-8")
    whole = every_byte((collection / CURRENT).resolve())
    for _ in range(3):  # as often as one likes
        damage(collection / CURRENT / "parts" / part)
        assert open_collection(collection, tokenizer).trouble
        assert update_collection(collection, tokenizer, add=[articles]).updated == []
        assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)
        assert every_byte((collection / CURRENT).resolve()) == whole
        assert leftovers(collection) == []
    damage(collection / CURRENT / "parts" / part)
    assert update_collection(collection, tokenizer, add=[other]).files == 5
    assert open_collection(collection, tokenizer).trouble is None


def test_the_index_is_mended_without_the_originals(collection: Path, articles: Path, tokenizer: Tokenizer) -> None:
    break_again(collection / CURRENT / "parts" / "terms")
    for name in NEWER:
        (articles / name).unlink()
    (articles.parent / "in" / "甲.md").write_text(NEWER["甲.md"], encoding="utf-8")
    update_collection(collection, tokenizer, add=[articles / "甲.md"])
    assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)


@pytest.mark.parametrize("step", ["os.replace", "index.publish.settle"])
def test_nothing_is_lost_while_it_is_mended(
    step: str, collection: Path, articles: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer killed between any two steps leaves the damaged generation with its copies, or the mended one."""
    break_again(collection / CURRENT / "parts" / "terms")
    kept = every_byte((collection / CURRENT / ARTICLES).resolve())

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(step, killed)
        update_collection(collection, tokenizer, add=[articles])
    assert every_byte((collection / CURRENT / ARTICLES).resolve()) == kept
    update_collection(collection, tokenizer, add=[articles])
    assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)


@pytest.mark.parametrize("damage", [break_again, Path.unlink])
def test_a_copy_is_mended_from_its_original_only(
    damage: Callable[[Path], None], collection: Path, articles: Path, tokenizer: Tokenizer
) -> None:
    damage(collection / CURRENT / ARTICLES / "in" / "甲.md")
    before = every_byte(collection)
    with pytest.raises(DataError, match=r"in/甲\.md .*qa index.*of/in/甲\.md"):
        update_collection(collection, tokenizer, add=[articles / "乙.md"])
    assert every_byte(collection) == before
    assert update_collection(collection, tokenizer, add=[articles / "甲.md"]).updated == ["in/甲.md"]
    assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)


def test_a_copy_in_two_generations_edited_in_place(collection: Path, articles: Path, tokenizer: Tokenizer) -> None:
    """Both are the same file: nothing whole is left to answer from, and the original mends it."""
    copy = collection / "in" / "乙.md"
    assert copy.stat().st_nlink == 2
    copy.write_text(copy.read_text("utf-8").replace("8", "9"), encoding="utf-8")
    with pytest.raises(DataError, match=r"in/乙\.md .*qa index"):
        open_collection(collection, tokenizer)
    update_collection(collection, tokenizer, add=[articles])
    assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)


@pytest.mark.parametrize("damage", [break_again, Path.unlink])
def test_no_update_begins_anew_where_the_manifest_is_damaged(
    damage: Callable[[Path], None], collection: Path, articles: Path, tokenizer: Tokenizer
) -> None:
    damage(collection / CURRENT / "manifest.json")
    before = every_byte(collection)
    for wanted in ({"add": [articles]}, {"remove": [articles / "甲.md"]}):
        with pytest.raises(DataError, match=r"manifest\.json，请换一个文件夹用 qa index 重建"):
            update_collection(collection, tokenizer, **wanted)
    assert every_byte(collection) == before
    assert state_of(collection, [OLD], tokenizer)[0] == OLD


@pytest.mark.parametrize(("was", "now"), [('"sentences": ', '"sentences": 1'), ("/of/in/", "/of/on/"), ("}", "} ")])
def test_any_change_of_the_manifest_is_seen(was: str, now: str, collection: Path, tokenizer: Tokenizer) -> None:
    """Even where all it says of the files stays true."""
    manifest = collection / CURRENT / "manifest.json"
    text = manifest.read_text("utf-8")
    assert was in text
    manifest.write_text(text.replace(was, now, 1), encoding="utf-8")
    assert state_of(collection, [OLD, NEWER], tokenizer)[0] == OLD
    assert "manifest.json" in (open_collection(collection, tokenizer).trouble or "")


def test_a_missing_link_is_told_and_made_again(collection: Path, articles: Path, tokenizer: Tokenizer) -> None:
    (collection / CURRENT).unlink()
    assert open_collection(collection, tokenizer).digest == fresh(NEWER, tokenizer).digest
    assert "current，请用 qa index" in (open_collection(collection, tokenizer).trouble or "")
    update_collection(collection, tokenizer, add=[articles / "甲.md"])
    assert state_of(collection, [NEWER], tokenizer) == (NEWER, None)


def test_a_link_that_leads_nowhere_is_no_reason_to_begin_anew(
    collection: Path, articles: Path, tokenizer: Tokenizer
) -> None:
    (collection / CURRENT).unlink()
    (collection / CURRENT).symlink_to("generations/nowhere")
    before = every_byte(collection)
    with pytest.raises(DataError, match="nowhere"):
        update_collection(collection, tokenizer, add=[articles])
    assert every_byte(collection) == before
    assert state_of(collection, [NEWER], tokenizer)[0] == NEWER


def test_a_collection_of_an_older_program_is_left_alone(
    tmp_path: Path, articles: Path, tokenizer: Tokenizer, collection: Path
) -> None:
    older = tmp_path / "older"
    (older / ".youju").mkdir(parents=True)
    (older / ".youju" / "manifest.json").write_text("{}")
    for call in (
        lambda: open_collection(older, tokenizer),
        lambda: update_collection(older, tokenizer, add=[articles]),
    ):
        with pytest.raises(DataError, match=r"旧版.*qa index"):
            call()
    assert not (older / CURRENT).exists()
    assert not list((older / GENERATIONS).glob("*"))
