package openbell.model.run;

import java.time.LocalDate;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.PortfolioId;

/// Names a run. Derived, not drawn: asking twice for the same evaluation is asking once.
///
/// @param value 32 lower-case hex digits: the first half of a SHA-256 over what makes the run
/// unique
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("run id must be 32 lower-case hex digits");
    }
  }

  /// @param configHash see {@link openbell.model.portfolio.Portfolio#configHash()}
  /// @param revision 1 for the first run, one more for each correction
  public static RunId of(
      PortfolioId portfolio, LocalDate asOf, String configHash, int revision, Purpose purpose) {
    String key =
        String.join(
            "\n",
            portfolio.value(),
            asOf.toString(),
            configHash,
            Integer.toString(revision),
            purpose.name());
    return new RunId(Sha256.hex(key, 32));
  }
}
