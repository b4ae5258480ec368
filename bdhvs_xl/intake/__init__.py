"""What units send: guarded, read, understood, kept."""
