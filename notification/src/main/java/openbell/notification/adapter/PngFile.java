package openbell.notification.adapter;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a picture as PNG, for speed: each row is stored as its difference to the row above, which
/// is nothing on most of a chart, and packed at the fastest level.
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte RGB_WITH_ALPHA = 6;
  private static final byte DIFFERENCE_TO_ROW_ABOVE = 2;
  private static final int BYTES_PER_PIXEL = 4;

  private PngFile() {}

  /// @param image of `TYPE_INT_ARGB`
  static byte[] of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(BITS).put(RGB_WITH_ALPHA);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", packed(rows(pixels, width, height)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] rows(int[] pixels, int width, int height) {
    byte[] rows = new byte[height * (1 + width * BYTES_PER_PIXEL)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      rows[at++] = DIFFERENCE_TO_ROW_ABOVE;
      for (int i = y * width; i < (y + 1) * width; i++) {
        int now = pixels[i];
        int above = y == 0 ? 0 : pixels[i - width];
        if (now != above) {
          rows[at] = (byte) ((now >> 16) - (above >> 16));
          rows[at + 1] = (byte) ((now >> 8) - (above >> 8));
          rows[at + 2] = (byte) (now - above);
          rows[at + 3] = (byte) ((now >>> 24) - (above >>> 24));
        }
        at += BYTES_PER_PIXEL;
      }
    }
    return rows;
  }

  private static byte[] packed(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(rows);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
      byte[] buffer = new byte[16_384];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
