"""Master and form: what sits where, how they are built, read and edited."""
