// Filled by the first commit of Records.
