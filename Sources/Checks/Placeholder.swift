// Filled by the first commit of Checks.
