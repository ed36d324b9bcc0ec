"""The web endpoint and its page: the same as `qa serve`."""

import sys

from qa.__main__ import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
