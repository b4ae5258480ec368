"""Findings over what was received, and each unit's status."""
