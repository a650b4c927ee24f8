"""PDF: glyphs to lines, lines to columns, rows and paragraphs."""
