"""The report as DOCX: what an evaluator goes on editing in Word."""
