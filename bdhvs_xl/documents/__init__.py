"""The Word report: sentences from data, figures linked to their source."""
