// A small C surface over FreeType: the colour pictures of a bitmap font in memory.
//
// Every function returns a status; where it is not CFREETYPE_OK, `message` holds a text that ends
// in NUL. Nothing is printed and nothing aborts. No function keeps state, so threads may share a
// font's bytes.

#ifndef CFREETYPE_H
#define CFREETYPE_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The bytes a message buffer must hold.
#define CFREETYPE_MESSAGE_SIZE 256

/// The most pixels a side of a picture may have.
#define CFREETYPE_MAX_SIDE 1024

typedef enum CFreeTypeStatus {
  CFREETYPE_OK = 0,
  /// The input is no font of colour pictures, or has none of the character.
  CFREETYPE_INVALID = 1,
  /// The memory needed could not be had.
  CFREETYPE_NO_MEMORY = 2,
} CFreeTypeStatus;

/// A drawn character: `height` rows of `width` pixels of red, green and blue bytes, from the top.
/// Release with `cfreetype_picture_free`.
typedef struct CFreeTypePicture {
  uint32_t width;
  uint32_t height;
  uint8_t *_Nullable pixels;
} CFreeTypePicture;

/// Tells for each of `count` characters whether the font maps it to a glyph by itself: 1, or 0.
CFreeTypeStatus cfreetype_find(
    const uint8_t *font, size_t size, const uint32_t *characters, size_t count, uint8_t *found,
    char *message);

/// Draws a character at the size that the font's pictures are stored in, on white.
///
/// On success `*picture` must be released with `cfreetype_picture_free`; on failure it is empty.
CFreeTypeStatus cfreetype_draw(
    const uint8_t *font, size_t size, uint32_t character, CFreeTypePicture *picture,
    char *message);

/// Releases what `cfreetype_draw` gave and empties the struct.
void cfreetype_picture_free(CFreeTypePicture *picture);

#pragma clang assume_nonnull end

#endif
