// A small C surface over libjpeg: one call decodes a picture from memory.
//
// Every function returns a status; where it is not CJPEG_OK, `message` holds a text that ends in
// NUL. Nothing is printed, nothing aborts, and no jump leaves these functions.

#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The most pixels a side of a picture may have.
#define CJPEG_MAX_SIDE 16384

/// The most pixels a picture may have in all.
#define CJPEG_MAX_PIXELS (128 << 20)

/// The most scans of a progressive picture: each goes over all of it, so that without a limit a
/// small file could take hours.
#define CJPEG_MAX_SCANS 500

/// The bytes a message buffer must hold.
#define CJPEG_MESSAGE_SIZE 256

typedef enum CJPEGStatus {
  CJPEG_OK = 0,
  /// The input is not a picture this library reads.
  CJPEG_INVALID = 1,
  /// The memory needed could not be had.
  CJPEG_NO_MEMORY = 2,
} CJPEGStatus;

/// A decoded picture: `height` rows of `width` pixels of red, green and blue bytes. Release with
/// `cjpeg_image_free`.
typedef struct CJPEGImage {
  uint32_t width;
  uint32_t height;
  uint8_t *_Nullable pixels;
} CJPEGImage;

/// Decodes a JPEG (gray, YCbCr, RGB, CMYK or YCCK, baseline or progressive) to 8-bit RGB.
///
/// The pixels stand as they are stored, whatever orientation the file's metadata asks for. Where
/// libjpeg warns that data are missing or damaged, and would make some up, this is an error. On
/// success `*image` must be released with `cjpeg_image_free`; on failure it is empty.
CJPEGStatus cjpeg_decode(const uint8_t *bytes, size_t size, CJPEGImage *image, char *message);

/// Releases what `cjpeg_decode` gave and empties the struct.
void cjpeg_image_free(CJPEGImage *image);

#pragma clang assume_nonnull end

#endif
