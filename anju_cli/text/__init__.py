"""Characters and words: width, likeness, pinyin, numerals, lenient reading."""
