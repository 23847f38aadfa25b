/* The near-physical limit: parse, hash, intern and unite, with no guard rail, no evidence, no names.
   Usage: union_find <edges.tsv> <expected identifiers>. Prints counts, CPU seconds and peak memory as JSON. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

typedef unsigned __int128 u128;
typedef struct { uint64_t low, high; uint32_t place; } Slot;

static uint64_t mix(uint64_t a, uint64_t b) { u128 r = (u128)a * b; return (uint64_t)r ^ (uint64_t)(r >> 64); }

static uint64_t word(const unsigned char *text, size_t length) {
    uint64_t value = 0;
    memcpy(&value, text, length < 8 ? length : 8);
    return value;
}

static void hash(const unsigned char *text, size_t length, uint64_t *low, uint64_t *high) {
    uint64_t a = 0x9E3779B97F4A7C15ull ^ length, b = 0xD1B54A32D192ED03ull + length;
    for (; length >= 16; text += 16, length -= 16) {
        uint64_t x = word(text, 8), y = word(text + 8, 8);
        a = mix(a ^ x, y ^ 0xA0761D6478BD642Full);
        b = mix(b ^ y, x ^ 0xE7037ED1A0B428DBull);
    }
    uint64_t x = word(text, length), y = length > 8 ? word(text + 8, length - 8) : 0;
    *low = mix(a ^ x ^ 0x8EBC6AF09C88C6E3ull, y ^ b);
    *high = mix(b ^ y ^ 0x589965CC75374CC3ull, x ^ a);
}

static uint32_t *parents;

static uint32_t root(uint32_t node) {
    while (parents[node] != node) node = parents[node] = parents[parents[node]];
    return node;
}

int main(int count, char **arguments) {
    if (count < 3) return 2;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    int file = open(arguments[1], O_RDONLY);
    struct stat info;
    if (file < 0 || fstat(file, &info) != 0) return 1;
    const unsigned char *text = mmap(0, info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    madvise((void *)text, info.st_size, MADV_SEQUENTIAL);
    const unsigned char *stop = text + info.st_size;
    uint64_t size = 1024;
    while (size < strtoull(arguments[2], 0, 10) * 3 / 2) size *= 2;
    Slot *slots = calloc(size, sizeof(Slot));
    parents = malloc(size * sizeof(uint32_t));
    uint32_t identifiers = 0, components = 0;
    uint64_t edges = 0;
    while (text < stop) {
        uint32_t places[2];
        for (int side = 0; side < 2; side++) {
            const unsigned char *tab = memchr(text, '\t', stop - text);
            uint64_t low, high;
            hash(text, tab - text, &low, &high);
            uint64_t slot = low & (size - 1);
            while (slots[slot].place && (slots[slot].low != low || slots[slot].high != high)) slot = (slot + 1) & (size - 1);
            if (!slots[slot].place) {
                parents[identifiers] = identifiers;
                slots[slot] = (Slot){low, high, ++identifiers};
                components++;
            }
            places[side] = slots[slot].place - 1;
            text = tab + 1;
        }
        uint32_t one = root(places[0]), two = root(places[1]);
        if (one != two) {
            parents[one < two ? two : one] = one < two ? one : two;
            components--;
        }
        edges++;
        const unsigned char *line = memchr(text, '\n', stop - text);
        text = line ? line + 1 : stop;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    char memory[64] = "0";
    FILE *status = fopen("/proc/self/status", "r");
    char field[256];
    while (status && fgets(field, sizeof field, status)) sscanf(field, "RssAnon: %63s", memory);
    printf("{\"edges\":%llu,\"identifiers\":%u,\"persons\":%u,\"seconds\":%.3f,\"cpu\":%.3f,\"peakKb\":%ld,\"ownKb\":%s}\n",
           (unsigned long long)edges, identifiers, components,
           (end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) / 1e9,
           usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
           usage.ru_maxrss, memory);
    return 0;
}
