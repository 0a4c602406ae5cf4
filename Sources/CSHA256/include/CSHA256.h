// SHA-256 on the instructions that x86 processors have for it.
#ifndef LIMN_CSHA256_H
#define LIMN_CSHA256_H

#include <stddef.h>
#include <stdint.h>

/// Whether the processor has the instructions, 0 or 1. To be asked once: under a hypervisor each
/// answer takes as long as hashing some kilobytes.
int csha256_is_supported(void);

/// Takes `count` blocks of 64 bytes into `state` (eight words, FIPS 180-4, section 6.2.2), where
/// the processor has the instructions.
void csha256_compress(
    uint32_t *_Nonnull state, const uint8_t *_Nullable blocks, size_t count,
    const uint32_t *_Nonnull constants);

#endif
