"""Documents -> files readers use; one place per format, nothing here reads or writes a disk."""
