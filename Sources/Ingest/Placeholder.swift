// Filled by the first commit of Ingest.
