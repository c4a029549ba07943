package openbell.scheduler.submit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import openbell.model.calendar.Calendars;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.scheduler.schedule.CalendarSource;

/// Checks what only the scheduler knows about a document: the instruments and the calendars.
public final class Submission {
  private final InstrumentList instruments;
  private final CalendarSource calendars;

  public Submission(InstrumentList instruments, CalendarSource calendars) {
    this.instruments = instruments;
    this.calendars = calendars;
  }

  /// @param own symbols that the owner uploaded bars of; asked for only when they matter
  /// @return errors in document order; empty when the portfolio can be taken
  public List<Finding> check(PortfolioDefinition definition, Supplier<List<String>> own) {
    SequencedMap<String, String> symbols = symbols(definition);
    SortedSet<String> known = instruments.symbols();
    if (!known.containsAll(symbols.values())) {
      known = new TreeSet<>(known);
      known.addAll(own.get());
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, String> symbol : symbols.entrySet()) {
      symbol(symbol.getValue(), symbol.getKey(), known, findings);
    }
    String calendar = definition.schedule().calendar();
    Calendars snapshot = calendars.now();
    if (snapshot.find(calendar).isEmpty()) {
      findings.add(
          error(
              "CALENDAR_UNKNOWN",
              "/schedule/calendar",
              "There is no calendar " + calendar + ".",
              "Use one of " + String.join(", ", snapshot.known()) + "."));
    }
    return findings;
  }

  /// By the place where it is written.
  private static SequencedMap<String, String> symbols(PortfolioDefinition definition) {
    SequencedMap<String, String> symbols = new LinkedHashMap<>();
    for (int i = 0; i < definition.universe().size(); i++) {
      symbols.put("/symbols/" + i + "/symbol", definition.universe().get(i).symbol());
    }
    if (definition.benchmark() != null) {
      symbols.put("/benchmark", definition.benchmark());
    }
    return symbols;
  }

  private static void symbol(
      String symbol, String pointer, SortedSet<String> known, List<Finding> findings) {
    if (known.contains(symbol)) {
      return;
    }
    List<String> nearest = NearestSymbols.of(symbol, known);
    String hint =
        nearest.isEmpty()
            ? "Upload its daily bars with PUT /api/v1/bars/" + symbol + "."
            : "Did you mean " + String.join(", ", nearest) + "?";
    findings.add(error("SYMBOL_UNKNOWN", pointer, "There are no bars for " + symbol + ".", hint));
  }

  private static Finding error(String code, String pointer, String message, String hint) {
    return new Finding(code, Finding.Severity.ERROR, pointer, message, hint);
  }
}
