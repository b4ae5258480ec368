"""The form: who it is for, its file, its identity, and how copies of one template are made."""
