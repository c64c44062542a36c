// Filled by the first commit of Store.
