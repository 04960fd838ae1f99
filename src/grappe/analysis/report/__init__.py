"""The report: figures and findings set as a document, once, and rendered as HTML and PDF."""
