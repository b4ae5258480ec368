"""What must be reported: indicators, rules, appendices, outline, units."""
