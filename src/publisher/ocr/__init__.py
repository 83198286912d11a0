"""Text as OCR or `pdftotext` left it -> a draft source, and the review of what a person should decide."""
