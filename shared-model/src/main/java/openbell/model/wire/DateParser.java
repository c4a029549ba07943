package openbell.model.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.strategy.Edit;
import org.jspecify.annotations.Nullable;

/// The first and the last day of a portfolio.
final class DateParser {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
  private static final LocalDate NO_DATE = EARLIEST;

  private final Fields fields;
  private final Findings findings;

  DateParser(Fields fields, Findings findings) {
    this.fields = fields;
    this.findings = findings;
  }

  LocalDate start() {
    Optional<LocalDate> start = date("start_date");
    if (start.isEmpty() && !fields.has("start_date")) {
      fields.missing("start_date", "give the first day to trade, e.g. \"2015-01-02\"");
    }
    return start.orElse(NO_DATE);
  }

  @Nullable LocalDate end(LocalDate start) {
    LocalDate end = date("end_date").orElse(null);
    if (end != null && start.isAfter(end)) {
      findings.error(
          Findings.RANGE,
          "/start_date",
          "the start " + start + " is after the end " + end,
          "exchange start_date and end_date, or leave end_date out",
          Edit.replace("/start_date", end.toString()),
          Edit.replace("/end_date", start.toString()));
    }
    return end;
  }

  private Optional<LocalDate> date(String name) {
    Optional<String> text = fields.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(text.get());
      if (!date.isBefore(EARLIEST) && date.isBefore(LATEST)) {
        return Optional.of(date);
      }
      findings.error(
          Findings.RANGE,
          fields.at(name),
          name + " is out of range: " + date,
          "use a date from " + EARLIEST + " on and before " + LATEST);
    } catch (DateTimeException _) {
      findings.error(
          Findings.PATTERN,
          fields.at(name),
          Findings.quote(text.get()) + " is not a date",
          "write an existing day as year-month-day, e.g. 2015-01-02");
    }
    return Optional.empty();
  }
}
