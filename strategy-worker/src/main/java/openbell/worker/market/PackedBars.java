package openbell.worker.market;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.market.BarColumns;
import openbell.model.wire.BarCodec;

/// An answer as a cached value: a small head that can be read alone, then the bars.
///
/// The form: two marks, times as milliseconds, the last day or the lowest number for none, two
/// texts of Java's modified UTF-8, and the bytes of {@link BarCodec}.
///
/// @param bars bytes of {@link BarCodec}, empty when there is no such symbol
record PackedBars(BarHead head, byte[] bars) {
  private static final int MARK = 0x4F01;
  private static final int NO_DAY = Integer.MIN_VALUE;

  static PackedBars of(BarHead head, BarColumns bars) {
    return new PackedBars(head, BarCodec.encode(bars));
  }

  static PackedBars unknown(BarHead head) {
    return new PackedBars(head, new byte[0]);
  }

  /// @throws openbell.model.run.FailureException when the bytes are damaged
  BarColumns columns() {
    return BarCodec.decode(bars);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(bars.length + 128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      LocalDate last = head.last();
      String remark = head.remark();
      out.writeShort(MARK);
      out.writeLong(head.fetchedAt().toEpochMilli());
      out.writeLong(head.currentUntil().toEpochMilli());
      out.writeInt(last == null ? NO_DAY : (int) last.toEpochDay());
      out.writeUTF(head.source());
      out.writeUTF(remark == null ? "" : remark);
      out.write(bars);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /// Empty when the value is not of this form: another version wrote it.
  static Optional<PackedBars> read(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      if (in.readUnsignedShort() != MARK) {
        return Optional.empty();
      }
      Instant fetchedAt = Instant.ofEpochMilli(in.readLong());
      Instant until = Instant.ofEpochMilli(in.readLong());
      int day = in.readInt();
      String source = in.readUTF();
      String remark = in.readUTF();
      BarHead head =
          new BarHead(
              fetchedAt,
              until,
              day == NO_DAY ? null : LocalDate.ofEpochDay(day),
              source,
              remark.isEmpty() ? null : remark);
      return Optional.of(new PackedBars(head, in.readAllBytes()));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
