"""The web endpoint and its page: the same Answers as the command line gives, over HTTP."""
