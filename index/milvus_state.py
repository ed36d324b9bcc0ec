"""The marker beside a collection in Milvus: which articles it holds, and which run of synchronising put them there."""

import re
from typing import Any, NamedTuple

from index.errors import UsageError
from index.milvus_engine import PATIENCE, Engine

FORMAT = 1
SUFFIX = "_state"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")
_ROW = "state"
# a row of its own collection: one among the passages would count in their statistics; that of an alias or of a
# collection's properties would be shorter, but the embedded edition has neither
_FIELDS = ["format", "run", "generation"]


class State(NamedTuple):
    """`generation` is empty while rows are being written, and stays so where that was interrupted."""

    format: int
    run: str
    generation: str


def check_name(name: str) -> None:
    """Refuse a name no collection of passages can have."""
    if not _NAME.fullmatch(name) or name.endswith(SUFFIX):
        raise UsageError(f"Milvus 集合的名字只能用字母、数字和下划线，不以数字开头，不以 {SUFFIX} 结尾：{name}")


def read_state(engine: Engine, name: str) -> State | None:
    """Return the marker of a collection as it is at this moment, None where there is none."""
    if not engine.call("has_collection", name + SUFFIX):
        return None
    return current_state(engine, name)


def current_state(engine: Engine, name: str) -> State | None:
    """Return the marker of a collection that is known to have one, in one call."""
    rows = engine.call(
        "query", name + SUFFIX, filter=f'id == "{_ROW}"', output_fields=_FIELDS, consistency_level="Strong"
    )
    return State(*(rows[0][field] for field in _FIELDS)) if rows else None


def write_state(engine: Engine, name: str, state: State) -> None:
    """Replace the marker."""
    if not engine.call("has_collection", name + SUFFIX):
        _create(engine, name + SUFFIX)
    row: dict[str, Any] = {"id": _ROW, **state._asdict(), "nothing": [0.0, 0.0]}
    engine.call("upsert", name + SUFFIX, [row], timeout=PATIENCE)


def _create(engine: Engine, name: str) -> None:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=16)
    schema.add_field("format", DataType.INT64)
    schema.add_field("run", DataType.VARCHAR, max_length=64)
    schema.add_field("generation", DataType.VARCHAR, max_length=1024)
    schema.add_field("nothing", DataType.FLOAT_VECTOR, dim=2)  # no collection of Milvus goes without a vector
    index = MilvusClient.prepare_index_params()
    index.add_index("nothing", index_type="FLAT", metric_type="L2")
    engine.call(
        "create_collection", name, schema=schema, index_params=index, consistency_level="Strong", timeout=PATIENCE
    )
