"""The entry that the add-in's macro starts; its name stands in add-ins already installed."""
