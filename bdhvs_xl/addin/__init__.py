"""The add-in: build `BDHVS.xlam`, install and remove it, diagnose why it does not work, make the offline kit."""
