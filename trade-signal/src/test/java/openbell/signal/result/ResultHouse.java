package openbell.signal.result;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.market.BarColumns;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;
import openbell.model.wire.BarCodec;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.adapter.JdbiSignalHistory;
import openbell.signal.adapter.StoredPastRuns;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.guard.Guard;
import openbell.signal.restate.Revisions;
import org.jdbi.v3.core.Jdbi;

/// Takes results on a real PostgreSQL: what stands around {@link RunResults} in its tests.
final class ResultHouse {
  static final LocalDate DAY = Results.DAY;

  final Map<ArtifactRef, Evidence> artifacts = new HashMap<>();
  final List<Alert> alerts = new ArrayList<>();
  final Jdbi jdbi;
  final JdbiSignalHistory history;
  final JdbiOutbox outbox;
  final RunResults results;
  private final FileArtifactStore store;

  ResultHouse(Path directory) {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource()).run(List.of(new SchemaMigration("signal", "db/signal")));
    jdbi = database.jdbi();
    store = new FileArtifactStore(directory);
    history = new JdbiSignalHistory(jdbi);
    outbox = new JdbiOutbox(jdbi, "signal", new MessageCodec());
    results =
        new RunResults(
            this::read,
            history,
            new SignalDeriver(0.0001),
            new Revisions(new StoredPastRuns(store)),
            new Guard(),
            new SubscriptionPolicy(Set.of("example.com")),
            alerts::add,
            ManualClock.at("2018-05-11T13:30:00Z"));
  }

  /// Kinds of the notifications in the outbox, in order.
  List<String> waiting() {
    return outbox.pending(10).stream()
        .map(
            pending ->
                pending.message() instanceof NoticeRequested notice
                    ? notice.kind().name()
                    : ((NotificationRequested) pending.message()).template())
        .toList();
  }

  ArtifactRef publish(LocalDate asOf, double... closes) {
    int[] days = new int[closes.length];
    for (int t = 0; t < days.length; t++) {
      days[t] = (int) LocalDate.of(2018, 5, 8).toEpochDay() + t;
    }
    double[] none = new double[closes.length];
    byte[] bars = BarCodec.encode(new BarColumns(days, closes, closes, closes, closes, none));
    String signals = "Date,Symbol,State,Close\n2018-05-08,AAPL," + (closes[0] > 9 ? "B" : "E");
    RunRef run = Results.run(asOf.plusDays(1), asOf, Purpose.SCHEDULED);
    Input input = new Input("AAPL", "test", store.put("bars/" + asOf + "/columns.bin", bars), null);
    Manifest header =
        new Manifest(
            1,
            run.runId(),
            1,
            "1",
            asOf,
            run.configHash(),
            "da7a",
            "0.1.0",
            null,
            null,
            null,
            List.of(),
            List.of(input),
            List.of(),
            List.of(),
            Instant.EPOCH);
    Map<String, byte[]> files = Map.of("signals.csv", signals.getBytes(StandardCharsets.UTF_8));
    return store.publish(new ArtifactDraft(ArtifactKeys.runPrefix(run), header, files)).ref();
  }

  RunCompleted completed(LocalDate asOf, ArtifactRef artifact) {
    RunCompleted plain = completed(asOf, SignalAction.ENTER);
    Evidence evidence = read(plain.artifact());
    artifacts.put(artifact, new Evidence(evidence.result(), "da7a", artifact));
    return new RunCompleted(plain.run(), artifact, plain.recipients(), plain.duration());
  }

  private Evidence read(ArtifactRef ref) {
    Evidence evidence = artifacts.get(ref);
    if (evidence == null) {
      throw FailureException.of(FailureReason.ARTIFACT_CORRUPT, "The bytes are not the ones.");
    }
    return evidence;
  }

  RunCompleted completed(LocalDate asOf, SignalAction action) {
    ArtifactRef ref = ref(asOf);
    var standing = Results.standing(action, asOf, 0, action.isTrade() ? 1 : 0, false);
    artifacts.put(ref, new Evidence(Results.result(asOf, standing), "da7a", ref));
    return new RunCompleted(
        Results.run(asOf.plusDays(1), asOf, Purpose.SCHEDULED),
        ref,
        List.of(
            new Recipient("anna@example.com", Recipient.Preference.EVERY_SESSION, "en"),
            new Recipient("eve@elsewhere.org", Recipient.Preference.EVERY_SESSION, "en")),
        Duration.ofSeconds(1));
  }

  static ArtifactRef ref(LocalDate asOf) {
    return new ArtifactRef("runs/" + asOf, "%064x".formatted(asOf.toEpochDay()), 9);
  }
}
