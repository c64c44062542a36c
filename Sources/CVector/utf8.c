#include "CVector.h"
#include "vector.h"
#include <string.h>

#ifdef XJ_AVX2

// A pair of bytes is wrong in one of these ways; each table says which are possible from one half byte.
enum {
    TOO_SHORT = 1 << 0,   // a lead is followed by a lead or ASCII
    TOO_LONG = 1 << 1,    // ASCII is followed by a continuation
    OVERLONG_3 = 1 << 2,  // E0 80…9F
    TOO_LARGE = 1 << 3,   // F4 90…BF, F5…FF
    SURROGATE = 1 << 4,   // ED A0…BF
    OVERLONG_2 = 1 << 5,  // C0, C1
    OVERLONG_4 = 1 << 6,  // F0 80…8F; also: F5…FF 80…8F
    TWO_CONTS = 1 << 7,   // two continuations: right only in the third and fourth place
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};
#define TOO_LARGE_1000 OVERLONG_4

#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

XJ_TARGET static inline __m256i high_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/// The bytes `n` places before those of `input`; what lies before it comes from `previous`.
#define BEFORE(input, previous, n) _mm256_alignr_epi8(input, _mm256_permute2x128_si256(previous, input, 0x21), 16 - (n))

XJ_TARGET static inline __m256i errors_of_pairs(__m256i input, __m256i before) {
    const __m256i by_first_high = TWICE(
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
        (char)TWO_CONTS, (char)TWO_CONTS, (char)TWO_CONTS, (char)TWO_CONTS,
        TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
        TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    const __m256i by_first_low = TWICE(
        (char)(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char)(CARRY | OVERLONG_2), (char)CARRY, (char)CARRY,
        (char)(CARRY | TOO_LARGE), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000),
        (char)(CARRY | TOO_LARGE | TOO_LARGE_1000), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000),
        (char)(CARRY | TOO_LARGE | TOO_LARGE_1000), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000),
        (char)(CARRY | TOO_LARGE | TOO_LARGE_1000), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000),
        (char)(CARRY | TOO_LARGE | TOO_LARGE_1000), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE),
        (char)(CARRY | TOO_LARGE | TOO_LARGE_1000), (char)(CARRY | TOO_LARGE | TOO_LARGE_1000));
    const __m256i by_second_high = TWICE(
        TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
        (char)(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4),
        (char)(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE),
        (char)(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
        (char)(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
        TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    const __m256i first_high = _mm256_shuffle_epi8(by_first_high, high_half(before));
    const __m256i first_low = _mm256_shuffle_epi8(by_first_low, _mm256_and_si256(before, _mm256_set1_epi8(0x0F)));
    const __m256i second_high = _mm256_shuffle_epi8(by_second_high, high_half(input));
    return _mm256_and_si256(_mm256_and_si256(first_high, first_low), second_high);
}

typedef struct {
    __m256i error;
    __m256i previous;
    /// Not zero where the input so far ends inside a sequence.
    __m256i incomplete;
    size_t replacements;
} checker;

XJ_TARGET static inline void check(checker *state, __m256i input) {
    if (_mm256_movemask_epi8(input) == 0) {
        state->error = _mm256_or_si256(state->error, state->incomplete);
        state->incomplete = _mm256_setzero_si256();
        state->previous = input;
        return;
    }
    const __m256i one = BEFORE(input, state->previous, 1);
    const __m256i two = BEFORE(input, state->previous, 2);
    const __m256i three = BEFORE(input, state->previous, 3);
    const __m256i pairs = errors_of_pairs(input, one);
    // A byte two behind E0…FF or three behind F0…FF must be a continuation that follows one.
    const __m256i third = _mm256_subs_epu8(two, _mm256_set1_epi8((char)(0xE0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(three, _mm256_set1_epi8((char)(0xF0 - 0x80)));
    const __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    state->error = _mm256_or_si256(state->error, _mm256_xor_si256(must, pairs));
    const __m256i limits = _mm256_setr_epi8(
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        (char)(0xF0 - 1), (char)(0xE0 - 1), (char)(0xC0 - 1));
    state->incomplete = _mm256_subs_epu8(input, limits);
    // EF BF BD, noted at its last byte.
    const uint32_t last = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(input, _mm256_set1_epi8((char)0xBD)));
    if (last != 0) {
        const __m256i middle = _mm256_cmpeq_epi8(one, _mm256_set1_epi8((char)0xBF));
        const __m256i lead = _mm256_cmpeq_epi8(two, _mm256_set1_epi8((char)0xEF));
        const uint32_t both = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(middle, lead));
        state->replacements += (size_t)_mm_popcnt_u32(last & both);
    }
    state->previous = input;
}

XJ_TARGET int xj_utf8_is_valid(const uint8_t *text, size_t count, size_t *replacements) {
    checker state = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), 0};
    size_t i = 0;
    for (; count - i >= 32; i += 32) check(&state, _mm256_loadu_si256((const __m256i *)(text + i)));
    // The rest, filled up with zeros: they end a sequence that is not complete.
    uint8_t rest[32] = {0};
    if (count > i) memcpy(rest, text + i, count - i);
    check(&state, _mm256_loadu_si256((const __m256i *)rest));
    state.error = _mm256_or_si256(state.error, state.incomplete);
    *replacements = state.replacements;
    return _mm256_testz_si256(state.error, state.error);
}

#else

int xj_utf8_is_valid(const uint8_t *text, size_t count, size_t *replacements) {
    *replacements = 0;
    return 0;
}

#endif
