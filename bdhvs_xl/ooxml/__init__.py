"""An .xlsx edited part by part: every part that is not concerned stays byte-identical."""
