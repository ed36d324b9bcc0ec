"""Every piece of a sentence that may answer, with its features."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.answers.spans import Piece

Floats = NDArray[np.float64]


class Sheet(NamedTuple):
    """Pieces and their features, a column a feature."""

    pieces: list[Piece]
    columns: dict[str, Floats]

    def matrix(self) -> Floats:
        """Return the features as rows of pieces, columns in their order."""
        return np.ascontiguousarray(np.array([*self.columns.values()], dtype=np.float64).T)
