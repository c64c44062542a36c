#include <libdeflate.h>
// mallopt, for the readers' large and short-lived buffers; the Glibc module lacks it.
#include <malloc.h>
