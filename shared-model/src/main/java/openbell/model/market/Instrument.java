package openbell.model.market;

import java.util.regex.Pattern;

/// A thing with a price.
///
/// @param symbol its text id: 1 to 15 characters of `A-Z 0-9 . - ^ =`
/// @param name what a person calls it; the symbol when nothing better is known
public record Instrument(String symbol, String name) {
  public static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.\\-^=]{1,15}");

  public Instrument {
    if (!SYMBOL.matcher(symbol).matches()) {
      throw new IllegalArgumentException("symbol must be 1 to 15 of A-Z, 0-9 and . - ^ =");
    }
  }
}
