#include <stdio.h>
#include <editline/readline.h>

// A variable of the library that Swift must not touch from several threads; set once before the first line is read.
static inline void edit_set_completion(rl_completion_func_t *function) { rl_attempted_completion_function = function; }
