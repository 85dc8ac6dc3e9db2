"""The world outside: the clock, the file store, files people hand in, and the one fetcher of web pages."""
