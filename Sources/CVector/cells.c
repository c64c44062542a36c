#include "CVector.h"
#include "vector.h"
#include <string.h>

#ifdef XJ_AVX2

static inline uint64_t word(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/// Whether the bytes at `at` are those of a literal of 8 to 24 bytes; compared as words that may overlap.
#define IS(at, text) (SAME(at, text, 0) && (sizeof(text) < 18 || SAME(at, text, 8)) && SAME(at, text, sizeof(text) - 9))
#define SAME(at, text, offset) (word((at) + (offset)) == word((const uint8_t *)(text) + (offset)))

#define LOW(bytes) (~0ull >> (64 - 8 * (bytes)))

enum { END_OF_VALUE = 8, END_OF_INLINE = 13 };  // "</v></c>", "</t></is></c>"

/// A digit of up to eight, the last in the highest byte, zeros below the first.
static inline uint64_t number_of_digits(uint64_t digits) {
    digits &= 0x0F0F0F0F0F0F0F0Full;
    digits = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FFull;
    digits = (digits * 100 + (digits >> 16)) & 0x0000FFFF0000FFFFull;
    return (digits * 10000 + (digits >> 32)) & 0xFFFFFFFFull;
}

/// A bit for each of 32 bytes that is a digit.
XJ_TARGET static inline uint32_t digits_of(__m256i bytes) {
    const __m256i value = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(value, _mm256_set1_epi8(9)), value));
}

XJ_TARGET static inline uint32_t equal(__m256i bytes, char byte) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte)));
}

/// How many bytes of text stand before the first `<`; -1 when they need work (a reference, an escape, a CR) or none follows.
XJ_TARGET static inline int64_t length_of_text(const uint8_t *text, const uint8_t *end) {
    const uint8_t *at = text;
    while (at < end) {
        const __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
        const uint32_t open = equal(bytes, '<');
        const uint32_t marks = equal(bytes, '&') | equal(bytes, '_') | equal(bytes, '\r');
        if (open != 0) {
            const uint32_t before = open ^ (open - 1);
            const uint8_t *close = at + _tzcnt_u32(open);
            return (marks & before) != 0 || close >= end ? -1 : close - text;
        }
        if (marks != 0) return -1;
        at += 32;
    }
    return -1;
}

typedef struct {
    const uint8_t *at;
    int64_t column;
} address;

/// The column of `<c r="AB12"` and what follows it; a null pointer for anything else.
XJ_TARGET static inline address address_of(const uint8_t *at, const xj_row *row) {
    const address none = {0, 0};
    if ((word(at) & LOW(6)) != (word((const uint8_t *)"<c r=\"  ") & LOW(6))) return none;
    at += 6;
    const uint32_t first = (uint32_t)*at++ - 'A';
    if (first > 25) return none;
    int64_t column = first;
    // One letter more, and another one.
    const uint32_t second = (uint32_t)*at - 'A';
    if (second <= 25) {
        column = (column + 1) * 26 + second;
        at += 1;
        const uint32_t third = (uint32_t)*at - 'A';
        if (third <= 25) {
            column = (column + 1) * 26 + third;
            at += 1;
        }
    }
    if (column >= row->column_limit || (word(at) & row->number_mask) != row->number) return none;
    const address found = {at + row->number_length, column};
    return found;
}

/// Passes ` s="12"`.
static inline const uint8_t *after_style(const uint8_t *at) {
    if ((word(at) & LOW(4)) != (word((const uint8_t *)" s=\"    ") & LOW(4))) return at;
    at += 4;
    for (int i = 0; i < 6 && (uint8_t)(*at - '0') < 10; i++) at++;
    return *at == '"' ? at + 1 : 0;
}

XJ_TARGET xj_cells_result xj_cells(
    const uint8_t *text, size_t from, size_t end, int64_t column, const xj_row *row, const uint64_t *shared, size_t shared_count,
    xj_placed_cell *out, size_t room) {
    xj_cells_result result = {from, 0, column, -1};
    const uint8_t *const limit = text + end;
    // What is looked at of a cell before its text is shorter than 64 bytes and the padding together.
    while (end - result.position >= 64 && result.count < room) {
        const address place = address_of(text + result.position, row);
        if (place.at == 0) break;
        const uint8_t *at = after_style(place.at);
        if (at == 0) break;
        uint64_t cell = 0;
        const uint64_t start = word(at);
        if ((start & LOW(4)) == (word((const uint8_t *)"><v>    ") & LOW(4)) || IS(at, " t=\"n\"><v>")) {
            const uint8_t *value = at + ((start & 0xFF) == '>' ? 4 : 10);
            const __m256i bytes = _mm256_loadu_si256((const __m256i *)value);
            const uint32_t digits = digits_of(bytes);
            const uint32_t length = _tzcnt_u32(~(digits | equal(bytes, '.')));
            if ((digits & 1) == 0 || length > 31 || value + length + END_OF_VALUE > limit || !IS(value + length, "</v></c>")) break;
            cell = (uint64_t)(value - text) | (uint64_t)length << 32 | XJ_NUMBER;
            at = value + length + END_OF_VALUE;
        } else if (IS(at, " t=\"s\"><v>")) {
            const uint8_t *value = at + 10;
            const uint32_t length = _tzcnt_u32(~digits_of(_mm256_loadu_si256((const __m256i *)value)));
            if (length == 0 || length > 8 || value + length + END_OF_VALUE > limit || !IS(value + length, "</v></c>")) break;
            const uint64_t index = number_of_digits(word(value) << (64 - 8 * length));
            if (index >= shared_count) break;
            cell = shared[index];
            at = value + length + END_OF_VALUE;
        } else if (IS(at, " t=\"inlineStr\"><is><t")) {
            const uint8_t *value = at + 21;
            if (*value == '>') {
                value += 1;
            } else if (IS(value, " xml:space=\"preserve\">")) {
                value += 22;
            } else {
                break;
            }
            const int64_t length = length_of_text(value, limit);
            if (length < 0 || length > XJ_LONGEST || value + length + END_OF_INLINE > limit || !IS(value + length, "</t></is></c>")) break;
            if (length > 0) cell = (uint64_t)(value - text) | (uint64_t)length << 32 | XJ_TEXT;
            at = value + length + END_OF_INLINE;
        } else if (IS(at, " t=\"str\"><v>")) {
            const uint8_t *value = at + 12;
            const int64_t length = length_of_text(value, limit);
            if (length < 0 || length > XJ_LONGEST || value + length + END_OF_VALUE > limit || !IS(value + length, "</v></c>")) break;
            if (length > 0) cell = (uint64_t)(value - text) | (uint64_t)length << 32 | XJ_TEXT;
            at = value + length + END_OF_VALUE;
        } else if ((start & LOW(2)) == (word((const uint8_t *)"/>      ") & LOW(2))) {
            at += 2;
        } else {
            break;
        }
        result.position = (size_t)(at - text);
        result.column = place.column;
        // Written always, so that an empty cell costs no wrong guess.
        out[result.count].cell = cell;
        out[result.count].column = place.column;
        if (cell != 0) {
            result.count += 1;
            if (place.column > result.last_column) result.last_column = place.column;
        }
    }
    return result;
}

#else

xj_cells_result xj_cells(
    const uint8_t *text, size_t from, size_t end, int64_t column, const xj_row *row, const uint64_t *shared, size_t shared_count,
    xj_placed_cell *out, size_t room) {
    xj_cells_result result = {from, 0, column, -1};
    return result;
}

#endif
