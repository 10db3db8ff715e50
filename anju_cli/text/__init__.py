"""Text without meaning: width, likeness, pinyin, numerals, invisible characters."""
