"""The applications at the desk: what came, what lacks, what was found, what was decided, what was written."""
