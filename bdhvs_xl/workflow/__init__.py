"""The services behind the buttons: each changes a book, writes the log and saves the book."""
