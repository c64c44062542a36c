#include "CVector.h"
#include "vector.h"

int xj_vectors(void) {
#ifdef XJ_AVX2
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
#else
    return 0;
#endif
}

#ifdef XJ_AVX2

/// A bit for each of 64 bytes that equals `byte`.
XJ_TARGET static inline uint64_t equal(__m256i low, __m256i high, uint8_t byte) {
    const __m256i wanted = _mm256_set1_epi8((char)byte);
    const uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    const uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return (uint64_t)b << 32 | a;
}

XJ_TARGET xj_fields_result xj_fields(
    const uint8_t *text, size_t from, size_t count, uint8_t delimiter, uint32_t *ends, uint32_t *lines, size_t room) {
    xj_fields_result result = {from, 0, 0};
    // The last block ended with a CR, whose LF comes first in this one.
    uint64_t carry = 0;
    while (count - result.position > 64 && room - result.end_count >= 64) {
        const uint8_t *block = text + result.position;
        const __m256i low = _mm256_loadu_si256((const __m256i *)block);
        const __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
        const uint64_t returns = equal(low, high, '\r');
        const uint64_t feeds = equal(low, high, '\n');
        const uint64_t following = feeds >> 1 | (uint64_t)(block[64] == '\n') << 63;
        if (equal(low, high, '"') | (returns & ~following)) break;
        const uint64_t line_ends = returns | (feeds & ~(returns << 1 | carry));
        uint64_t all = equal(low, high, delimiter) | line_ends;
        uint32_t *out = ends + result.end_count;
        const uint32_t base = (uint32_t)result.position;
        for (uint64_t left = line_ends; left != 0; left &= left - 1) {
            const uint64_t before = (left & -left) - 1;
            lines[result.line_count++] = (uint32_t)(result.end_count + (size_t)_mm_popcnt_u64(all & before));
        }
        result.end_count += (size_t)_mm_popcnt_u64(all);
        while (all != 0) {
            *out++ = base + (uint32_t)_tzcnt_u64(all);
            all &= all - 1;
        }
        carry = returns >> 63;
        result.position += 64;
    }
    // The LF of the last CR was seen.
    result.position += carry;
    return result;
}

#else

xj_fields_result xj_fields(
    const uint8_t *text, size_t from, size_t count, uint8_t delimiter, uint32_t *ends, uint32_t *lines, size_t room) {
    xj_fields_result result = {from, 0, 0};
    return result;
}

#endif
