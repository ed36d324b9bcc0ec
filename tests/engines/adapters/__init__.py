"""An adapter for each engine: `build(documents, folder)`, `open(folder)`, `search(opened, terms, k)` → passage numbers.

Importing one imports its library and nothing else that is heavy: the time of it is part of opening, its memory that of
the process that answers. `build` gets an iterable that makes the lists of words anew each time it is walked through.
"""
