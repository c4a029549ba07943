package openbell.machines.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.message.WorkMeasured;

/// Keeps what was measured.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when nobody answers.
public interface CostLedger {

  /// Writes a batch at once and once: told again, it changes nothing.
  void add(WorkMeasured batch, Price price);

  List<CostLine> lines(CostQuestion question);

  /// The times of all machines that were there in some of these days (UTC), by start.
  List<MachineSpan> spans(LocalDate from, LocalDate to);

  /// What the runs of all owners explain, by day.
  Map<LocalDate, CostLine> explained(LocalDate from, LocalDate to);

  /// Forgets single attempts before `lines`, and days and machines before `days`.
  void forget(Instant lines, LocalDate days);
}
