"""The collection of passages in Milvus: its fields, BM25 with the weights of the embedded ranker, shards and replicas."""

from index.milvus_engine import PATIENCE, Engine
from index.milvus_rows import CODE, LONGEST_TEXT, MOST_PLACES, OWNER

VECTOR = "bm25"
_K1, _B = 1.5, 0.75  # as rank-bm25 has them; Milvus' idf is Lucene's
_DIGEST = 64


def create(engine: Engine, name: str, *, shards: int) -> None:
    """Create an empty collection with its index; it still has to be loaded.

    The statistics behind a score are those of one shard, so one shard ranks as the embedded ranker does, and more
    than one only nearly; what a shard holds is spread over the query nodes whatever their number.
    """
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=2 * OWNER)
    schema.add_field("owner", DataType.VARCHAR, max_length=OWNER)
    schema.add_field("article", DataType.VARCHAR, max_length=LONGEST_TEXT)
    schema.add_field("ordinal", DataType.INT64)
    schema.add_field("source", DataType.VARCHAR, max_length=LONGEST_TEXT)
    schema.add_field("day", DataType.INT64)
    for field in ("sources", "places"):
        schema.add_field(
            field, DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=MOST_PLACES, max_length=CODE
        )
    schema.add_field("digest", DataType.VARCHAR, max_length=_DIGEST)
    # the terms are cut and folded already, and Milvus is to do nothing more to them
    whitespace = {"tokenizer": "whitespace"}
    schema.add_field(
        "terms", DataType.VARCHAR, max_length=LONGEST_TEXT, enable_analyzer=True, analyzer_params=whitespace
    )
    schema.add_field(VECTOR, DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function("scores", FunctionType.BM25, input_field_names=["terms"], output_field_names=[VECTOR]))
    engine.call(
        "create_collection", name, schema=schema, num_shards=shards, consistency_level="Strong", timeout=PATIENCE
    )
    index = MilvusClient.prepare_index_params()
    weights = {"bm25_k1": _K1, "bm25_b": _B}
    index.add_index(VECTOR, index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params=weights)
    engine.call("create_index", name, index, timeout=PATIENCE)
