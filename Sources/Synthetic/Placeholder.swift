// Filled by the first commit of Synthetic.
