// A small C surface over libpng: one call encodes a picture to memory, one decodes it.
//
// Every function returns a status; where it is not CPNG_OK, `message` holds a text that ends in
// NUL. Nothing is printed, nothing aborts, and no jump leaves these functions.

#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The most pixels a side of a picture may have, read or written.
#define CPNG_MAX_SIDE 16384
// The most pixels of a picture that is read.
#define CPNG_MAX_PIXELS (128 << 20)

/// The bytes a message buffer must hold.
#define CPNG_MESSAGE_SIZE 256

typedef enum CPNGStatus {
  CPNG_OK = 0,
  /// The input is not a picture this library reads or writes.
  CPNG_INVALID = 1,
  /// The memory needed could not be had.
  CPNG_NO_MEMORY = 2,
} CPNGStatus;

/// A text chunk. `key` is Latin-1; `value` is UTF-8 (iTXt) where `is_utf8` is not 0, else Latin-1
/// (tEXt, zTXt). Both end in NUL.
typedef struct CPNGText {
  const char *key;
  const char *value;
  int is_utf8;
} CPNGText;

/// A decoded picture: `height` rows of `width` pixels of red, green and blue bytes, and its text
/// chunks in file order. Release with `cpng_image_free`.
typedef struct CPNGImage {
  uint32_t width;
  uint32_t height;
  uint8_t *_Nullable pixels;
  CPNGText *_Nullable texts;
  size_t text_count;
} CPNGImage;

/// Encodes `width * height * 3` bytes of RGB, rows from the top, as an 8-bit RGB PNG with the
/// given text chunks before the pixels.
///
/// On success `*output` holds `*output_size` bytes, to be released with `cpng_bytes_free`.
CPNGStatus cpng_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, const CPNGText *_Nullable texts,
    size_t text_count, uint8_t *_Nullable *_Nonnull output, size_t *output_size, char *message);

/// Decodes a PNG of any colour type and depth to 8-bit RGB; alpha is composited on white.
///
/// A checksum that does not match is an error in every chunk, text included. On success `*image`
/// must be released with `cpng_image_free`; on failure it is empty.
CPNGStatus cpng_decode(const uint8_t *bytes, size_t size, CPNGImage *image, char *message);

/// Releases what `cpng_encode` gave.
void cpng_bytes_free(uint8_t *_Nullable bytes);

/// Releases what `cpng_decode` gave and empties the struct.
void cpng_image_free(CPNGImage *image);

#pragma clang assume_nonnull end

#endif
