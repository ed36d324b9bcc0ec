"""Figures of a sentence: what counts, its value, unit, kind and how exact it is."""
