"""From the text of a file to its articles: lines, paragraphs, units and sentences, all of them spans of the text."""
