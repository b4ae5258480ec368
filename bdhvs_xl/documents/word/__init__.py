"""How a document is laid out: rules, styles, tables, footnotes, and the Word template that is filled."""
