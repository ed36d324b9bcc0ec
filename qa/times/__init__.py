"""The times a text speaks of: the one place where years, months and days are read from words and from the article's day."""
