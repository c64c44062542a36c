// Vector code that Swift cannot say: it has no "which bytes matched" instruction (movemask) and no byte shuffle.
//
// Every function here has a plain twin in Swift, which runs where `xj_vectors` says no, and a test that compares the two.
// None allocates, keeps a pointer, or touches a byte outside the lengths that it is given.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has the instructions (x86-64 with AVX2). The other functions may be called only if it is so.
int xj_vectors(void);

/// Whether `text[0..<count]` is valid UTF-8 from its first to its last byte; `*replacements` gets how often U+FFFD stands in it.
///
/// Overlong forms, surrogates, scalars after U+10FFFF and a sequence that the end cuts are invalid.
/// Source: J. Keiser and D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021.
int xj_utf8_is_valid(const uint8_t *text, size_t count, size_t *replacements);

/// Where `xj_fields` stopped.
typedef struct {
    /// First byte that was not looked at.
    size_t position;
    /// How many entries of `ends` and of `lines` were written.
    size_t end_count;
    size_t line_count;
} xj_fields_result;

/// Ends of fields, in whole blocks of 64 bytes from `from` on: delimiters and line ends (LF, CRLF).
///
/// Stops before a block that holds a quote or a CR without LF, before the end of the text when less than a block is left (one
/// byte more, so that a CR at a block's end shows what follows it), and when fewer than 64 entries are left in `ends`.
/// A line end is also noted in `lines`, as the index of its entry in `ends` (counted from the `ends` that was passed).
/// `lines` has as much room as `ends`.
xj_fields_result xj_fields(
    const uint8_t *text, size_t from, size_t count, uint8_t delimiter, uint32_t *ends, uint32_t *lines, size_t room);
