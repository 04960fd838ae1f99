"""The charts of a report: drawn once with Altair, set in the page and in the PDF."""
