"""The short answer: the piece of a sentence that answers, chosen among its pieces."""
