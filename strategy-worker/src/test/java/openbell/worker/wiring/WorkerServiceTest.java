package openbell.worker.wiring;

import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.messaging.LeaseMetadata;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

/// The worker as a real application, without PostgreSQL; only the queue is in memory.
@QuarkusTest
@TestProfile(WorkerServiceTest.Alone.class)
class WorkerServiceTest {
  private static final LocalDate AS_OF = LocalDate.of(2017, 12, 29);

  @Inject @Any InMemoryConnector channels;
  @Inject ArtifactStore store;

  @Test
  void turnsAJobIntoAnArtifactAndTellsBothReaders() {
    // Given
    InMemorySink<Message> results = channels.sink("run-results-out");
    InMemorySink<Message> outcomes = channels.sink("run-outcomes-out");
    // When
    channels
        .<org.eclipse.microprofile.reactive.messaging.Message<RunJob>>source("run-jobs")
        .send(
            org.eclipse.microprofile.reactive.messaging.Message.of(
                job(), Metadata.of(LeaseMetadata.of("run-job-1", 3, 1))));
    await().atMost(Duration.ofSeconds(30)).until(() -> !outcomes.received().isEmpty());
    // Then
    RunCompleted completed = (RunCompleted) outcomes.received().getFirst().getPayload();
    assertThat(results.received().getFirst().getPayload()).isEqualTo(completed);
    assertThat(store.manifest(completed.artifact()).files()).hasSize(6);
    assertThat(store.manifest(completed.artifact()).fence()).isEqualTo("3");
    // and the time that it took is told for the account, a moment later
    InMemorySink<Message> workload = channels.sink("workload-out");
    await().atMost(Duration.ofSeconds(10)).until(() -> !workload.received().isEmpty());
    WorkMeasured told = (WorkMeasured) workload.received().getFirst().getPayload();
    assertThat(told.slots()).isEqualTo(2);
    assertThat(told.attempts()).hasSize(1);
    assertThat(told.attempts().getFirst().run()).isEqualTo(completed.run());
    assertThat(told.attempts().getFirst().completed()).isTrue();
    assertThat(told.attempts().getFirst().busy()).isPositive();
  }

  private static RunJob job() {
    PortfolioDefinition definition =
        portfolio("AAPL")
            .from(LocalDate.of(2014, 6, 2))
            .indicator(node("fast", "SMA", Map.of("period", 50)))
            .indicator(node("slow", "SMA", Map.of("period", 200)))
            .buy("Crossover", ref("fast"), ref("slow"))
            .sell("Crossunder", ref("fast"), ref("slow"))
            .build();
    RunRef run =
        RunRef.of(
            new Owner("local"),
            new PortfolioId("p-1"),
            new Session("XNYS", LocalDate.of(2018, 1, 2)),
            AS_OF,
            "ab".repeat(32),
            1,
            Purpose.SCHEDULED);
    return new RunJob(run, definition, Instant.parse("2018-01-02T15:00:00Z"));
  }

  /// Without other processes.
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Path root = Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath();
      return Map.of(
          "mp.messaging.incoming.run-jobs.connector", "smallrye-in-memory",
          "mp.messaging.outgoing.run-results-out.connector", "smallrye-in-memory",
          "mp.messaging.outgoing.run-outcomes-out.connector", "smallrye-in-memory",
          "mp.messaging.outgoing.workload-out.connector", "smallrye-in-memory",
          "openbell.worker.bars.directory", root.resolve("sample-data/bars").toString(),
          "openbell.artifact.directory", folder(),
          "mp.messaging.incoming.run-jobs.concurrency", "1",
          "quarkus.http.test-port", "0");
    }

    /// A new one: a run that has its result already is not done again.
    private static String folder() {
      try {
        return Files.createTempDirectory("openbell-worker").toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
