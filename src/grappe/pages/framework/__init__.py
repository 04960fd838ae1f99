"""What Django is told, and how it is started: the only place where its settings are written."""
