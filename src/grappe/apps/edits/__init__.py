"""What people write over what stands: kept with its line of the journal, refused over another's change."""
