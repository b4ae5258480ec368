"""The add-in: the ribbon's sources into `BDHVS.xlam`, onto a PC and off it, and what keeps it from working."""
