package openbell.model.portfolio;

import java.util.regex.Pattern;

/// Names a portfolio for ever; opaque to everyone.
///
/// @param value 1 to 64 characters of `a-z 0-9 -`, so that it can be part of a storage key
public record PortfolioId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public PortfolioId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("portfolio id must be 1 to 64 of a-z, 0-9 and -");
    }
  }
}
