/* The near-physical limit: five rule models with windows and exact cents over touches grouped by person, in plain C.
   Usage: attribute <file>; the file holds, little-endian: int64 touches, persons, orders; int32 person[touches];
   uint64 packed[touches]; int32 orderPerson[orders]; int64 orderTime[orders]; int64 orderValue[orders].
   Prints the milliseconds of grouping and of the models, then the cents by campaign and model. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MODELS = 5, CAMPAIGNS = 50, MOST = 4096 };
static const int64_t DAY = 86400000;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* 2^(-age / half-life) in units of 2^-31: the polynomial that docs/attribute.md states, in whole numbers. */
static inline int64_t decay(uint64_t age) {
    const uint64_t half = 7ull * 86400000ull;
    uint64_t exponent = (age << 28) / half;
    uint64_t halvings = exponent >> 28;
    uint64_t x = (exponent & ((1u << 28) - 1)) << 4;
    uint64_t t = 639488 - (x * 48550 >> 32);
    t = 5712048 - (x * t >> 32);
    t = 41304489 - (x * t >> 32);
    t = 238387495 - (x * t >> 32);
    t = 1031764939 - (x * t >> 32);
    t = 2977044471 - (x * t >> 32);
    uint64_t w = (1ull << 31) - ((x * t + (1ull << 32)) >> 33);
    return halvings < 32 ? (int64_t)(w >> halvings) : 0;
}

static inline void largest_remainder(int64_t total, const int64_t *weight, int n, int64_t sum, int64_t *part) {
    int64_t rest[MOST], left = total;
    double inverse = 1.0 / (double)sum;
    for (int i = 0; i < n; i++) {
        int64_t product = total * weight[i];
        int64_t whole = (int64_t)((double)product * inverse);
        int64_t r = product - whole * sum;
        if (r < 0) { whole--; r += sum; } else if (r >= sum) { whole++; r -= sum; }
        part[i] = whole;
        rest[i] = r;
        left -= whole;
    }
    while (left-- > 0) {
        int best = 0;
        for (int i = 1; i < n; i++) if (rest[i] > rest[best]) best = i;
        rest[best] = -1;
        part[best]++;
    }
}

static int64_t credit[CAMPAIGNS][MODELS];

static void models(const uint64_t *touch, const int32_t *start, const int32_t *op, const int64_t *ot, const int64_t *ov, int64_t orders) {
    static int64_t age[MOST], weight[MOST], part[MOST];
    static int campaign[MOST];
    const int64_t window[2] = { 30 * DAY, 1 * DAY };
    for (int64_t o = 0; o < orders; o++) {
        int n = 0;
        int64_t value = ov[o];
        for (int t = start[op[o]]; t < start[op[o] + 1]; t++) {
            int64_t at = (int64_t)(touch[t] >> 26);
            if (at > ot[o]) break;
            int code = (int)(touch[t] & ((1u << 26) - 1));
            if (ot[o] - at > window[code & 1]) continue;
            age[n] = ot[o] - at;
            campaign[n++] = code >> 1;
        }
        if (n == 0) continue;
        credit[campaign[0]][0] += value;
        credit[campaign[n - 1]][1] += value;
        int64_t each = value / n, left = value % n;
        for (int i = 0; i < n; i++) credit[campaign[i]][2] += each + (i < left);
        int64_t sum = 0;
        for (int i = 0; i < n; i++) sum += weight[i] = decay((uint64_t)(age[i] - age[n - 1]));
        largest_remainder(value, weight, n, sum, part);
        for (int i = 0; i < n; i++) credit[campaign[i]][3] += part[i];
        if (n <= 2) { for (int i = 0; i < n; i++) weight[i] = 4000; sum = 4000 * n; }
        else {
            for (int i = 1; i < n - 1; i++) weight[i] = 2000;
            weight[0] = weight[n - 1] = 4000 * (int64_t)(n - 2);
            sum = 10000 * (int64_t)(n - 2);
        }
        largest_remainder(value, weight, n, sum, part);
        for (int i = 0; i < n; i++) credit[campaign[i]][4] += part[i];
    }
}

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void group(const int32_t *person, const uint64_t *packed, int64_t n, int64_t persons, uint64_t *touch, int32_t *start) {
    memset(start, 0, (size_t)(persons + 2) * sizeof *start);
    for (int64_t i = 0; i < n; i++) start[person[i] + 2]++;
    for (int64_t p = 2; p <= persons + 1; p++) start[p] += start[p - 1];
    for (int64_t i = 0; i < n; i++) touch[start[person[i] + 1]++] = packed[i];
    for (int64_t p = 0; p < persons; p++) {
        int32_t first = start[p], end = start[p + 1];
        if (end - first > 48) { qsort(touch + first, (size_t)(end - first), 8, by_value); continue; }
        for (int32_t i = first + 1; i < end; i++) {
            uint64_t v = touch[i];
            int32_t j = i - 1;
            while (j >= first && touch[j] > v) { touch[j + 1] = touch[j]; j--; }
            touch[j + 1] = v;
        }
    }
}

static void *read_array(FILE *f, int64_t count, size_t size) {
    void *p = malloc((size_t)count * size + 8);
    if (!p || fread(p, size, (size_t)count, f) != (size_t)count) { fprintf(stderr, "cannot read\n"); exit(1); }
    return p;
}

int main(int argc, char **argv) {
    FILE *f = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!f) return 1;
    int64_t head[3];
    if (fread(head, 8, 3, f) != 3) return 1;
    int32_t *person = read_array(f, head[0], 4);
    uint64_t *packed = read_array(f, head[0], 8);
    int32_t *op = read_array(f, head[2], 4);
    int64_t *ot = read_array(f, head[2], 8), *ov = read_array(f, head[2], 8);
    uint64_t *touch = malloc((size_t)head[0] * 8);
    int32_t *start = malloc((size_t)(head[1] + 2) * 4);
    double best_group = 1e30, best_models = 1e30;
    for (int run = 0; run < 5; run++) {
        double t0 = now();
        group(person, packed, head[0], head[1], touch, start);
        double t1 = now();
        memset(credit, 0, sizeof credit);
        models(touch, start, op, ot, ov, head[2]);
        double t2 = now();
        if (t1 - t0 < best_group) best_group = t1 - t0;
        if (t2 - t1 < best_models) best_models = t2 - t1;
    }
    printf("%.3f %.3f\n", best_group, best_models);
    for (int c = 0; c < CAMPAIGNS; c++) for (int m = 0; m < MODELS; m++) printf("%lld\n", (long long)credit[c][m]);
    return 0;
}
