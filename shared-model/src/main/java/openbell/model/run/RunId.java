package openbell.model.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.regex.Pattern;
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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return new RunId(HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
