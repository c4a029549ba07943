package openbell.scheduler.submit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /// @param own symbols that the owner uploaded bars of
  /// @return errors in document order; empty when the portfolio can be taken
  public List<Finding> check(PortfolioDefinition definition, Collection<String> own) {
    List<Finding> findings = new ArrayList<>();
    SortedSet<String> known = new TreeSet<>(instruments.symbols());
    known.addAll(own);
    for (int i = 0; i < definition.universe().size(); i++) {
      symbol(definition.universe().get(i).symbol(), "/symbols/" + i + "/symbol", known, findings);
    }
    if (definition.benchmark() != null) {
      symbol(definition.benchmark(), "/benchmark", known, findings);
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
