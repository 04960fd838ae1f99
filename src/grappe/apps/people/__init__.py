"""People: one person, one account, whatever they are to whichever cluster."""
