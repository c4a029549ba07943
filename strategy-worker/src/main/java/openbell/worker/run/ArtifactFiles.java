package openbell.worker.run;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import openbell.model.wire.ArtifactCodec;
import openbell.worker.engine.RunResult;

/// The files of a run. Their bytes follow from the result alone.
///
/// One instance serves all threads; it remembers how columns that many portfolios share are
/// written.
public final class ArtifactFiles {
  private static final ArtifactCodec CODEC = new ArtifactCodec();

  private final ColumnTexts texts;

  /// @param mostTextBytes bytes of written columns that are remembered, about
  public ArtifactFiles(long mostTextBytes) {
    this.texts = new ColumnTexts(mostTextBytes);
  }

  /// Of a single result.
  public static SequencedMap<String, byte[]> of(RunResult result) {
    return new ArtifactFiles(0).write(result);
  }

  /// Content by file name, in the order in which people look at them.
  public SequencedMap<String, byte[]> write(RunResult result) {
    Sheets sheets = new Sheets(result, texts);
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put("result.json", CODEC.encode(result.artifact()));
    files.put("equity.csv", sheets.equity());
    files.put("trades.csv", sheets.trades());
    files.put("signals.csv", sheets.signals());
    files.put("chart.svg", sheets.chart());
    return files;
  }

  /// A text as a cell: quoted where it must be, and never a formula for a spreadsheet.
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@^\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
