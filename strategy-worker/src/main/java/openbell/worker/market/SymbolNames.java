package openbell.worker.market;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What symbols are called now, and at the provider.
///
/// @param atProvider the provider's names of symbols it calls otherwise, e.g. `^GSPC` -> `^spx`
/// @param renamed symbols that the exchange renamed, old -> new, e.g. `FB` -> `META`
public record SymbolNames(Map<String, String> atProvider, Map<String, String> renamed) {

  /// @throws IllegalArgumentException when renamed symbols go round in a circle
  public SymbolNames {
    atProvider = Map.copyOf(atProvider);
    renamed = Map.copyOf(renamed);
    for (String first : renamed.keySet()) {
      Set<String> seen = new HashSet<>();
      for (String symbol = first; symbol != null; symbol = renamed.get(symbol)) {
        if (!seen.add(symbol)) {
          throw new IllegalArgumentException("renamed symbols go round in a circle at " + symbol);
        }
      }
    }
  }

  public static SymbolNames none() {
    return new SymbolNames(Map.of(), Map.of());
  }

  /// The symbol's name of today: the symbol itself, unless it was renamed.
  public String current(String symbol) {
    String name = symbol;
    for (String next = renamed.get(name); next != null; next = renamed.get(name)) {
      name = next;
    }
    return name;
  }
}
