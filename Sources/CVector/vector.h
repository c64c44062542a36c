#pragma once
#if defined(__x86_64__)
#define XJ_AVX2 1
#include <immintrin.h>
/// Lets one function use AVX2 while the rest of the file stays portable.
#define XJ_TARGET __attribute__((target("avx2,bmi,bmi2")))
#endif
