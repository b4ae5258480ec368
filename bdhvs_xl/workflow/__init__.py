"""What buttons do, as services: each changes a book, writes its log and saves; a button asks, calls one and reports."""
