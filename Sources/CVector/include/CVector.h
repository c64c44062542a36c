// Vector code that Swift cannot say: it has no "which bytes matched" instruction (movemask) and no byte shuffle.
//
// Every function here has a plain twin in Swift, which runs where `xj_vectors` says no, and a test that compares the two.
// None allocates, keeps a pointer, or touches a byte outside the lengths that it is given.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has the instructions (x86-64 with AVX2). The other functions may be called only if it is so.
int xj_vectors(void);

/// Asks for the cache line at `address`, which will be read soon; any address will do.
static inline void xj_prefetch(const void *address) { __builtin_prefetch(address); }

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

/// A cell of a sheet, packed as `CellRef`, and its 0-based column.
typedef struct {
    uint64_t cell;
    int64_t column;
} xj_placed_cell;

/// `CellRef.bits` of a text and of a number in the sheet's own bytes, without place; the longest text that a cell can say.
#define XJ_TEXT (1ull << 59)
#define XJ_NUMBER (2ull << 59)
#define XJ_LONGEST ((1ll << 27) - 1)

/// What the cells of a row have in common.
typedef struct {
    /// The row's number as its cells spell it, with the quote behind it: up to eight bytes, the first in the lowest byte.
    uint64_t number;
    /// The bytes of `number` that count.
    uint64_t number_mask;
    /// How many they are.
    size_t number_length;
    /// Cells from this column on are left to the caller.
    int64_t column_limit;
} xj_row;

/// Where `xj_cells` stopped.
typedef struct {
    /// Behind the last cell that was read.
    size_t position;
    /// How many cells were written; empty ones are not.
    size_t count;
    /// Column of the last cell that was read, an empty one too.
    int64_t column;
    /// Largest column that was written; -1 without one.
    int64_t last_column;
} xj_cells_result;

/// Reads cells of a worksheet, one behind the other, as spreadsheet programs write them:
///
///     <c r="B7" s="3" t="s"><v>12</v></c>   also t="n", t="str" or no t; the style may be missing
///     <c r="B7" s="3" t="inlineStr"><is><t>text</t></is></c>   also <t xml:space="preserve">
///     <c r="B7" s="3"/>
///
/// Stops before anything else, before a text with a reference, an escape or a CR, before a cell that begins less than 64 bytes
/// before `end`, and when `room` cells are written. A shared string becomes its entry of `shared`.
/// `text` has 64 zero bytes behind `end`. A place in it fits 32 bits.
xj_cells_result xj_cells(
    const uint8_t *text, size_t from, size_t end, int64_t column, const xj_row *row, const uint64_t *shared, size_t shared_count,
    xj_placed_cell *out, size_t room);
