"""A ranker elsewhere: where it is, bringing it in step with a collection, and ranking by it from then on."""

from typing import NamedTuple

from index.collection import Collection
from index.errors import UsageError


class Engine(NamedTuple):
    """Milvus at an address, and what the articles are called there."""

    uri: str
    name: str


def make_engine(engine: str | None, uri: str | None, name: str) -> Engine | None:
    """Return the engine that the options name, None where they name none.

    Raises:
        UsageError: `--engine` and `--uri` are not both given.
    """
    if bool(engine) != bool(uri):
        raise UsageError("--engine milvus 和 --uri 要一起用，例如 --engine milvus --uri http://主机:19530")
    return Engine(uri, name) if uri else None


def rank_elsewhere(collection: Collection, engine: Engine) -> None:
    """Let the engine rank the passages of a collection from now on.

    Raises:
        UserError: it is not installed, does not answer, or holds other articles.
    """
    from index.milvus import open_milvus

    collection.ranker = open_milvus(collection, engine.uri, engine.name, digest=collection.digest)


def bring_in_step(collection: Collection, engine: Engine, *, shards: int = 1, replicas: int = 1) -> str:
    """Make the engine hold exactly the articles of a collection, and say in Chinese what was done.

    Raises:
        UserError: it is not installed, does not answer, or is somebody else's.
    """
    from index.milvus_sync import sync

    done = sync(collection, engine.uri, digest=collection.digest, name=engine.name, shards=shards, replicas=replicas)
    counts = {"加入": done.added, "更新": done.updated, "移出": done.removed, "未变": done.unchanged}
    told = "，".join(f"{what} {count} 篇" for what, count in counts.items() if count)
    return f"已同步到 Milvus 里的 {engine.name}：{told or '没有文章'}"
