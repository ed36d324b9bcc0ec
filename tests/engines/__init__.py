"""What `bench_engines.py` is made of: one corpus for all, an adapter for each engine, measuring, and what is printed."""
