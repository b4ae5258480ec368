"""The layout of a document: rules, styles, tables, footnotes, and the Word template that is filled."""
