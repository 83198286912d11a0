"""Words that OCR damaged -> what was printed, or a doubt for the editor."""
