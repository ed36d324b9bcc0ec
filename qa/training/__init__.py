"""Training of what is shipped as data; needs the extra `train`, nothing else of the program does."""
