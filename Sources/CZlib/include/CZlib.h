// A small C surface over zlib: one call expands a gzip file in memory.
//
// Every function returns a status; where it is not CZLIB_OK, `message` holds a text that ends in
// NUL. Nothing is printed and nothing aborts.

#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The bytes a message buffer must hold.
#define CZLIB_MESSAGE_SIZE 256

typedef enum CZlibStatus {
  CZLIB_OK = 0,
  /// The input is no whole gzip file, or one of more bytes than the limit.
  CZLIB_INVALID = 1,
  /// The memory needed could not be had.
  CZLIB_NO_MEMORY = 2,
} CZlibStatus;

/// Expands a gzip file of one member or more (RFC 1952) whose content is at most `limit` bytes.
///
/// The memory taken grows with what was really expanded, whatever the file claims. A checksum or a
/// length that does not match is an error, as is anything after the last member. On success
/// `*output` holds `*output_size` bytes, to be released with `czlib_bytes_free`.
CZlibStatus czlib_gunzip(
    const uint8_t *bytes, size_t size, size_t limit, uint8_t *_Nullable *_Nonnull output,
    size_t *output_size, char *message);

/// Releases what `czlib_gunzip` gave.
void czlib_bytes_free(uint8_t *_Nullable bytes);

#pragma clang assume_nonnull end

#endif
