"""Correction requests: the form that goes back to a unit, unlocked at the cells of its findings."""
