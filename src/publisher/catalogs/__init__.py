"""Documents to messages, messages to catalogs, and back: `rebuilt with the identity catalog, a document is itself`."""
