package openbell.scheduler.takeout;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import openbell.model.market.BarColumns;
import openbell.model.portfolio.Owner;
import openbell.model.wire.BarCodec;
import openbell.model.wire.BarCsv;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.UploadedBars;

/// Own bars as the files that can be uploaded again.
public final class OwnBarsFiles {
  private final UploadLedger ledger;
  private final ArtifactStore store;

  public OwnBarsFiles(UploadLedger ledger, ArtifactStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  List<UploadedBars> of(Owner owner) {
    return ledger.list(owner);
  }

  /// @throws openbell.model.run.FailureException when the bars are gone or damaged
  byte[] csv(UploadedBars uploaded) {
    BarColumns bars = BarCodec.decode(store.read(uploaded.bars().stored()));
    StringBuilder csv = new StringBuilder(BarCsv.HEADER).append('\n');
    for (int i = 0; i < bars.size(); i++) {
      csv.append(LocalDate.ofEpochDay(bars.days()[i]));
      for (double[] column :
          List.of(bars.open(), bars.high(), bars.low(), bars.close(), bars.volume())) {
        // Plainly, because the reader of such files takes no exponents.
        csv.append(',').append(BigDecimal.valueOf(column[i]).toPlainString());
      }
      csv.append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
