"""Pictures and other files: drawn, described for documents, served."""
