package openbell.scheduler.ownbars;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.market.BarColumns;
import openbell.model.market.BarGate;
import openbell.model.market.BarVerdict;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Owner;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.OwnBars;
import openbell.model.wire.BarCodec;
import openbell.model.wire.BarCsv;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.submit.InstrumentList;

/// Takes bars that an owner brings along: checked first, then stored, then written down.
///
/// Bars that were replaced or removed stay in the store: jobs that are under way name them.
public final class Uploads {
  /// Largest file: 20,000 bars need less than half of it.
  public static final int LARGEST = 4 << 20;

  /// Symbols per owner.
  public static final int MOST = 100;

  // A spreadsheet takes what begins with other characters for a formula.
  private static final Pattern FIRST = Pattern.compile("[A-Z0-9^]");
  private static final int HEADER_LINES = 1;

  private final UploadLedger ledger;
  private final ArtifactStore store;
  private final InstrumentList instruments;
  private final Clock clock;

  public Uploads(
      UploadLedger ledger, ArtifactStore store, InstrumentList instruments, Clock clock) {
    this.ledger = ledger;
    this.store = store;
    this.instruments = instruments;
    this.clock = clock;
  }

  /// What came of an upload.
  public sealed interface Taken {
    /// @param fresh false when the symbol had other bars before
    record Stored(UploadedBars bars, boolean fresh) implements Taken {}

    /// Everybody has bars of this symbol already.
    record Public() implements Taken {}

    record TooMany() implements Taken {}

    record BadSymbol() implements Taken {}
  }

  /// @param csv the text of the file
  /// @throws FailureException `INVALID_MARKET_DATA` with the line that is wrong;
  /// `STORE_UNAVAILABLE` or `DATABASE_UNAVAILABLE` when a server does not answer
  public Taken put(Owner owner, String symbol, byte[] csv) {
    if (!isSymbol(symbol)) {
      return new Taken.BadSymbol();
    }
    if (instruments.symbols().contains(symbol)) {
      return new Taken.Public();
    }
    BarColumns bars = BarCsv.read(symbol + ".csv", csv);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    check(symbol, bars, LocalDate.ofInstant(now, ZoneOffset.UTC));
    byte[] bytes = BarCodec.encode(bars);
    String key = "uploads/" + owner.value() + "/" + Sha256.hex(bytes) + "/columns.bin";
    UploadedBars uploaded =
        new UploadedBars(
            new OwnBars(symbol, store.put(key, bytes)),
            day(bars, 0),
            day(bars, bars.size() - 1),
            bars.size(),
            now);
    return switch (ledger.keep(owner, uploaded, MOST)) {
      case NEW -> new Taken.Stored(uploaded, true);
      case REPLACED -> new Taken.Stored(uploaded, false);
      case TOO_MANY -> new Taken.TooMany();
    };
  }

  public static boolean isSymbol(String symbol) {
    return Instrument.SYMBOL.matcher(symbol).matches() && FIRST.matcher(symbol).lookingAt();
  }

  /// The reader has refused bad prices already, so what is left is at the end, or there is nothing
  /// before it.
  private static void check(String symbol, BarColumns bars, LocalDate today) {
    switch (BarGate.check(bars, today)) {
      case BarVerdict.Clean _ -> {}
      case BarVerdict.Cut(int keep, String why) -> throw refuse(symbol, keep, why);
      case BarVerdict.Unusable(String why) -> throw refuse(symbol, 0, why);
    }
  }

  private static FailureException refuse(String symbol, int bar, String why) {
    int line = bar + 1 + HEADER_LINES;
    return FailureException.of(
        FailureReason.INVALID_MARKET_DATA, symbol + ".csv line " + line + ": " + why);
  }

  private static LocalDate day(BarColumns bars, int at) {
    return LocalDate.ofEpochDay(bars.days()[at]);
  }
}
