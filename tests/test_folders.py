"""Odd folders: what a killed writer left, an empty collection, links, names, places, and a disk that cannot be written."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from durable import NEWER, OLD, answer, copy, every_byte, fresh, leftovers, page, records, state_of, update, write
from test_cli import qa

from index.errors import DataError, FileError
from index.layout import ARTICLES, CURRENT, GENERATIONS
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "of" / "in", NEWER)


@pytest.fixture
def folder(tmp_path: Path, articles: Path, tokenizer: Tokenizer) -> Path:
    for state in (OLD, NEWER):
        update(tmp_path / "c", articles, state, tokenizer)
    return tmp_path / "c"


def test_what_a_killed_writer_left_goes_with_any_update(folder: Path, articles: Path, tokenizer: Tokenizer) -> None:
    """Even with one that changes nothing."""
    whole = every_byte(folder)
    generation = (folder / CURRENT).resolve()
    copy(generation, folder / GENERATIONS / "never_in_use")
    os.utime(folder / GENERATIONS / "never_in_use")
    copy(generation, folder / GENERATIONS / "long_ago")
    os.utime(folder / GENERATIONS / "long_ago", (1, 1))
    (folder / GENERATIONS / "new-1-room" / "000000").mkdir(parents=True)
    (folder / GENERATIONS / "new-2").mkdir()
    (folder / ".in.new-").symlink_to(".youju/current/articles/in")
    (folder / ".youju" / ".current.new-").symlink_to("generations/long_ago")
    (folder / "never").symlink_to(".youju/current/articles/never")
    (folder / "in").unlink()
    assert update_collection(folder, tokenizer, add=[articles]).updated == []
    assert every_byte(folder) == whole


def test_a_first_update_killed_before_the_link(folder: Path, articles: Path, tokenizer: Tokenizer) -> None:
    (folder / CURRENT).unlink()
    assert update_collection(folder, tokenizer, add=[articles]).unchanged
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


def test_everything_taken_out_and_put_in_again(folder: Path, articles: Path, tokenizer: Tokenizer) -> None:
    assert update_collection(folder, tokenizer, remove=[articles]).files == 0
    for _ in range(2):
        with pytest.raises(DataError, match="没有一句话"):
            open_collection(folder, tokenizer)
        with pytest.raises(DataError, match="没有移出任何文件"):
            update_collection(folder, tokenizer, remove=[articles])
    assert leftovers(folder) == []
    update(folder, articles, NEWER, tokenizer)
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


def test_one_goes_and_another_takes_its_name(
    folder: Path, articles: Path, tmp_path: Path, tokenizer: Tokenizer
) -> None:
    other = write(tmp_path / "other" / "in", {"甲.md": page("甲", 77)})
    update_collection(folder, tokenizer, remove=[articles / "甲.md"])
    assert update_collection(folder, tokenizer, add=[other]).added == ["in/甲.md"]
    state = {**NEWER, "甲.md": page("甲", 77)}
    assert state_of(folder, [state], tokenizer) == (state, None)
    update_collection(folder, tokenizer, remove=[other], add=[articles / "甲.md"])
    assert "5所" in answer(open_collection(folder, tokenizer))


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path, articles: Path, tokenizer: Tokenizer) -> None:
    secret = tmp_path / "secret"
    write(secret, {"秘.md": page("秘", 1)})
    (articles / "link.md").symlink_to(secret / "秘.md")
    (articles / "linked").symlink_to(secret)
    (articles / "loop").symlink_to(articles)
    os.mkfifo(articles / "pipe.md")
    assert update_collection(tmp_path / "c", tokenizer, add=[articles]).files == len(NEWER)


def test_a_link_named_is_followed_and_keeps_its_name(tmp_path: Path, tokenizer: Tokenizer) -> None:
    """Where what it leads to has no such ending, the lines must not be taken for a page."""
    kept = write(tmp_path / "objects", {"ab12": records("丙", [1, 2])}) / "ab12"
    link = tmp_path / "丙.jsonl"
    link.symlink_to(kept)
    changes = update_collection(tmp_path / "c", tokenizer, add=[link])
    assert (len(changes.added), changes.articles) == (1, 2)
    assert changes.added == [f"{tmp_path.name}/丙.jsonl"]


@pytest.mark.parametrize("name", ["a b", "“引号”", "100%", "#1", "-x", "😀", "x\u202e", "CON", "a" * 200])
def test_odd_names(name: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    articles = write(tmp_path / name, {f"{name}.md": page("甲", 1), f"{name}.jsonl": records("乙", [1, 2])})
    for _ in range(2):
        update_collection(tmp_path / "c", tokenizer, add=[articles])
        articles.joinpath(f"{name}.md").write_text(page("甲", 2), encoding="utf-8")
    assert "2所" in answer(open_collection(tmp_path / "c", tokenizer))
    assert leftovers(tmp_path / "c") == []
    assert update_collection(tmp_path / "c", tokenizer, remove=[articles]).files == 0


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\nb", b"a\x1bb"])
def test_names_that_are_no_text_are_refused_in_folders_above_too(name: bytes, tmp_path: Path) -> None:
    above = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    write(above, {"甲.md": page("甲", 1)})
    done = qa("index", ".", "--collection", tmp_path / "c", cwd=above)
    assert (done.returncode, done.stdout) == (65, b"")
    (line,) = done.stderr.decode().splitlines()
    assert "UTF-8" in line
    assert not (tmp_path / "c").exists()


def test_near_and_far_names_of_the_same_folder(
    tmp_path: Path, articles: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles.parent)
    for collection, given in (("../near", "in"), ("../near", "./in/../in"), (str(tmp_path / "near"), str(articles))):
        changes = update_collection(Path(collection), tokenizer, add=[Path(given)])
    assert len(changes.unchanged) == len(NEWER)
    (tmp_path / "linked").symlink_to("near")
    update_collection(tmp_path / "linked", tokenizer, remove=[Path("in/甲.md")])
    assert len(open_collection(tmp_path / "near", tokenizer).sources) == len(NEWER)  # one has two records
    with pytest.raises(DataError, match="自己的文件夹"):
        update_collection(tmp_path / "linked", tokenizer, add=[tmp_path / "near" / "in" / "乙.md"])


def test_a_collection_within_its_own_articles(articles: Path, tokenizer: Tokenizer) -> None:
    for _ in range(2):
        changes = update_collection(articles / "资料库", tokenizer, add=[articles])
        assert changes.files == len(NEWER)


def test_copies_without_links_are_a_collection_again(folder: Path, articles: Path, tokenizer: Tokenizer) -> None:
    """Some programs that copy or pack folders make of each link what it led to: that is told, and nothing removed."""
    plain = folder.with_name("plain")
    subprocess.run(["cp", "-rL", folder, plain], check=True)
    before = every_byte(plain)
    assert state_of(plain, [OLD, NEWER], tokenizer)[1]
    for link in (plain / "in", plain / CURRENT):
        with pytest.raises(DataError, match=f"{link} 应当是链接.*qa index"):
            update_collection(plain, tokenizer, add=[articles])
        assert before.items() <= every_byte(plain).items()
        shutil.rmtree(link)
        before = every_byte(plain)
    update(plain, articles, NEWER, tokenizer)
    assert state_of(plain, [NEWER], tokenizer) == (NEWER, None)


def test_a_disk_that_can_only_be_read(folder: Path, articles: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    for command in (["--bind", str(folder), str(disk)], ["-o", "remount,bind,ro", str(disk)]):
        if subprocess.run(["mount", *command], capture_output=True).returncode:
            pytest.skip("不能挂载")
    try:
        assert state_of(disk, [NEWER], tokenizer) == (NEWER, None)
        with pytest.raises(FileError, match="只能读"):
            update_collection(disk, tokenizer, remove=[articles / "甲.md"])
        assert state_of(disk, [NEWER], tokenizer) == (NEWER, None)
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_copy_replaced_by_an_editor(folder: Path, tokenizer: Tokenizer) -> None:
    """An editor writes a new file: the generation before keeps its own, and answers."""
    copied = folder / CURRENT / ARTICLES / "in" / "乙.md"
    copied.unlink()
    copied.write_text(page("乙", 1), encoding="utf-8")
    collection = open_collection(folder, tokenizer)
    assert "in/乙.md" in (collection.trouble or "")
    assert collection.digest == fresh(OLD, tokenizer).digest


CHINESE = "云溪县今年有学校三十所，比上年多两所，我们的工作是在村里修路。"
TRADITIONAL = "雲溪縣今年有學校三十所，比上年多兩所，我們的工作是在村裡修路。"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("GB18030", CHINESE), ("BIG5-HKSCS", TRADITIONAL), ("UTF-16LE", CHINESE), ("UTF-16BE", CHINESE)],
)
def test_another_encoding_is_named_with_the_command_that_converts_it(encoding: str, text: str, tmp_path: Path) -> None:
    bad = tmp_path / "旧 文.txt"
    bad.write_bytes(text.encode(encoding))
    done = qa("index", bad, "--collection", tmp_path / "c")
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 65
    command = line.split("可以这样转：")[1].removesuffix("（再把原来的移开）")
    assert f"iconv -f {encoding} " in command
    subprocess.run(command, shell=True, check=True)
    assert (tmp_path / "旧 文.utf8.txt").read_text("utf-8") == text


def test_bytes_of_no_encoding_are_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "坏.txt").write_bytes(bytes(range(128, 256)) * 3)
    line = qa("index", tmp_path / "坏.txt", "--collection", tmp_path / "c").stderr.decode()
    assert "请先转成 UTF-8 再用" in line
    assert "iconv" not in line


@pytest.mark.parametrize("command", ["index", "ask"])
def test_every_file_that_cannot_be_used_is_told_at_once(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "下级").mkdir(parents=True)
    (folder / "甲.md").write_text(page("甲", 1), encoding="utf-8")
    (folder / "乙.txt").write_bytes(CHINESE.encode("gb18030"))
    (folder / "下级" / "丙.txt").write_bytes(b"")
    for name in ("丁.pdf", "戊.docx", "己.html"):
        (folder / name).write_bytes(b"x")
    asked = ["ask", "甲市有几所学校", "--collection", folder]
    done = qa(*(["index", folder, "--collection", tmp_path / "c"] if command == "index" else asked))
    told = done.stderr.decode()
    assert done.returncode == 65
    assert "2 个文件不能用" in told
    assert all(name in told for name in ("乙.txt", "丙.txt"))
    if command == "index":
        assert all(f"没有收，不认得这种文件：{folder / name}" in told for name in ("丁.pdf", "戊.docx", "己.html"))
    assert not (tmp_path / "c").exists()


def test_files_of_other_kinds_are_passed_over_aloud(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "甲.md").write_text(page("甲", 1), encoding="utf-8")
    for name in ("丁.pdf", "synonyms.tsv", ".隐.pdf"):
        (folder / name).write_text("学堂\t学校\n", encoding="utf-8")
    done = qa("index", folder, "--collection", tmp_path / "c", "--json")
    (over,) = json.loads(done.stdout)["passed_over"]
    assert over.startswith(f"不认得这种文件：{folder / '丁.pdf'}，先转成文字")
    assert done.returncode == 0
    asked = qa("ask", "甲市有几所学校", "--collection", folder)
    assert [line for line in asked.stderr.decode().splitlines() if "丁.pdf" in line]
    assert "隐" not in (done.stderr + asked.stderr).decode()
