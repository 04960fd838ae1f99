"""Members matched with companies like them, and what changes after they join."""
