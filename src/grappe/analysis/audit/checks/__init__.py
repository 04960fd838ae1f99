"""The checks, one subject a file: each takes a report and yields verdicts."""
