#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "CFreeType.h"

// A font that is open for the length of one call.
typedef struct Font {
  FT_Library library;
  FT_Face face;
  char *message;
} Font;

static CFreeTypeStatus fail(const Font *font, CFreeTypeStatus status, const char *text) {
  snprintf(font->message, CFREETYPE_MESSAGE_SIZE, "%s", text);
  return status;
}

static CFreeTypeStatus fail_with(const Font *font, FT_Error error, const char *text) {
  int memory = error == FT_Err_Out_Of_Memory;
  return fail(
      font, memory ? CFREETYPE_NO_MEMORY : CFREETYPE_INVALID, memory ? "out of memory" : text);
}

static CFreeTypeStatus open_font(Font *font, const uint8_t *bytes, size_t size) {
  if (size > LONG_MAX) return fail(font, CFREETYPE_INVALID, "a file that is too long");
  FT_Error error = FT_Init_FreeType(&font->library);
  if (error != 0) return fail_with(font, error, "a library that does not start");
  error = FT_New_Memory_Face(font->library, bytes, (FT_Long)size, 0, &font->face);
  if (error != 0) return fail_with(font, error, "no font");
  if (!FT_HAS_COLOR(font->face) || font->face->num_fixed_sizes < 1) {
    return fail(font, CFREETYPE_INVALID, "a font without colour pictures");
  }
  return CFREETYPE_OK;
}

static void close_font(Font *font) {
  if (font->face != NULL) FT_Done_Face(font->face);
  if (font->library != NULL) FT_Done_FreeType(font->library);
}

CFreeTypeStatus cfreetype_find(
    const uint8_t *bytes, size_t size, const uint32_t *characters, size_t count, uint8_t *found,
    char *message) {
  Font font = {.message = message};
  CFreeTypeStatus status = open_font(&font, bytes, size);
  if (status == CFREETYPE_OK) {
    for (size_t i = 0; i < count; i++) {
      found[i] = FT_Get_Char_Index(font.face, characters[i]) != 0;
    }
  }
  close_font(&font);
  return status;
}

// Puts premultiplied blue, green, red and alpha on white: a channel and what alpha lets through.
static void composite_on_white(const FT_Bitmap *bitmap, uint8_t *target) {
  for (unsigned y = 0; y < bitmap->rows; y++) {
    const uint8_t *source = bitmap->buffer + (ptrdiff_t)y * bitmap->pitch;
    for (unsigned x = 0; x < bitmap->width; x++, source += 4, target += 3) {
      unsigned white = 255u - source[3];
      for (int c = 0; c < 3; c++) {
        unsigned value = source[2 - c] + white;
        target[c] = (uint8_t)(value < 255 ? value : 255);
      }
    }
  }
}

static CFreeTypeStatus draw(Font *font, uint32_t character, CFreeTypePicture *picture) {
  FT_UInt glyph = FT_Get_Char_Index(font->face, character);
  if (glyph == 0) return fail(font, CFREETYPE_INVALID, "a font without the character");
  FT_Error error = FT_Select_Size(font->face, 0);
  if (error == 0) error = FT_Load_Glyph(font->face, glyph, FT_LOAD_COLOR);
  if (error != 0) return fail_with(font, error, "a damaged glyph");
  const FT_Bitmap *bitmap = &font->face->glyph->bitmap;
  if (font->face->glyph->format != FT_GLYPH_FORMAT_BITMAP ||
      bitmap->pixel_mode != FT_PIXEL_MODE_BGRA || bitmap->pitch <= 0) {
    return fail(font, CFREETYPE_INVALID, "a glyph without a colour picture");
  }
  if (bitmap->width < 1 || bitmap->width > CFREETYPE_MAX_SIDE || bitmap->rows < 1 ||
      bitmap->rows > CFREETYPE_MAX_SIDE) {
    return fail(font, CFREETYPE_INVALID, "a picture of no size that is read");
  }
  picture->pixels = malloc((size_t)bitmap->width * bitmap->rows * 3);
  if (picture->pixels == NULL) return fail(font, CFREETYPE_NO_MEMORY, "out of memory");
  picture->width = bitmap->width;
  picture->height = bitmap->rows;
  composite_on_white(bitmap, picture->pixels);
  return CFREETYPE_OK;
}

CFreeTypeStatus cfreetype_draw(
    const uint8_t *bytes, size_t size, uint32_t character, CFreeTypePicture *picture,
    char *message) {
  Font font = {.message = message};
  memset(picture, 0, sizeof *picture);
  CFreeTypeStatus status = open_font(&font, bytes, size);
  if (status == CFREETYPE_OK) status = draw(&font, character, picture);
  close_font(&font);
  return status;
}

void cfreetype_picture_free(CFreeTypePicture *picture) {
  free(picture->pixels);
  memset(picture, 0, sizeof *picture);
}
