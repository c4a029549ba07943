package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.QueueDepth;
import org.jdbi.v3.core.Jdbi;

/// What must be true after every fault, whatever it was: nothing lost, nothing twice, nothing left
/// over.
final class EndChecks {
  private static final Duration LONGEST = ofSeconds(90);

  private final City city;
  private final ArtifactStore store;
  private boolean queueRemembers = true;
  private boolean mailMayBeUnclear;

  EndChecks(City city) {
    this.city = city;
    this.store = new FileArtifactStore(city.artifacts());
  }

  /// For faults that take the queue's memory: done jobs cannot be asked for any more.
  EndChecks withoutQueueMemory() {
    queueRemembers = false;
    return this;
  }

  /// For faults that hit the mail service between its request and its record: then a mail may end
  /// `UNKNOWN`, which is shown and never sent again. It was taken once or not at all.
  EndChecks mailMayBeUnclear() {
    mailMayBeUnclear = true;
    return this;
  }

  /// Waits until the city is at rest, then checks everything.
  void require(Batch batch) {
    require(List.of(batch));
  }

  /// The same for many batches: what is about the city as a whole is looked at once.
  void require(List<Batch> batches) {
    for (Batch batch : batches) {
      awaitRest(batch);
      List<Run> runs = runs(batch);
      everyRunHasItsOutcome(batch, runs);
      everyRunHasOneManifestOfTrueHashes(runs);
      everyMailWasTakenOnce(batch);
    }
    noErrorWithoutAlert();
    nothingIsLeftOver();
  }

  /// How the batch stands, in words.
  String state(Batch batch) {
    return "runs %s, mails %s, queues %s"
        .formatted(
            count(
                "select state || ' ' || count(*) from scheduler.run where session = :session"
                    + " group by state",
                batch),
            count(
                "select state || ' ' || count(*) from notification.mail_ledger"
                    + " where session = :session group by state",
                batch),
            City.CHANNELS.stream().map(name -> name + " " + waiting(name)).toList());
  }

  private List<String> count(String sql, Batch batch) {
    return records()
        .withHandle(
            h -> h.createQuery(sql).bind("session", batch.session()).mapTo(String.class).list());
  }

  private void awaitRest(Batch batch) {
    await("the end of the batch of " + batch.session())
        .atMost(LONGEST)
        .pollInterval(ofMillis(100))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() <= 0) {
                System.err.println("Not at rest: " + state(batch));
              }
            })
        .ignoreExceptions()
        .until(
            () -> finished(batch) && City.CHANNELS.stream().allMatch(name -> waiting(name) == 0));
  }

  private boolean finished(Batch batch) {
    return number(
                "select count(*) from scheduler.run where session = :session"
                    + " and state <> 'QUEUED'",
                batch)
            == batch.runs()
        && number(
                "select count(*) from notification.mail_ledger where session = :session"
                    + " and state not in ('PENDING', 'SENDING')",
                batch)
            == batch.runs();
  }

  private long number(String sql, Batch batch) {
    return records()
        .withHandle(
            h -> h.createQuery(sql).bind("session", batch.session()).mapTo(Long.class).one());
  }

  /// (d) leased, ready and delayed jobs of a queue.
  private long waiting(String channel) {
    QueueDepth depth = city.queue(channel).depth();
    return depth.ready() + depth.leased() + depth.delayed();
  }

  /// (a)
  private void everyRunHasItsOutcome(Batch batch, List<Run> runs) {
    assertThat(runs).hasSize(batch.runs()).allMatch(run -> run.state().equals("DONE"));
    if (queueRemembers) {
      assertThat(runs)
          .allMatch(
              run ->
                  city.queue("run-jobs")
                      .find("run-job-" + run.id())
                      .map(job -> job.state() == JobState.DONE)
                      .orElse(false));
    }
  }

  /// (b) The first manifest counts; its hashes are checked against the bytes in the store.
  private void everyRunHasOneManifestOfTrueHashes(List<Run> runs) {
    for (Run run : runs) {
      assertThat(files(".json", city.artifacts().resolve(run.artifact().key()).getParent()))
          .filteredOn(file -> file.getFileName().toString().equals("manifest.json"))
          .as("manifests of run %s", run.id())
          .hasSize(1);
      for (Manifest.File file : store.manifest(run.artifact()).files()) {
        assertThat(store.read(file)).hasSize((int) file.bytes());
      }
    }
  }

  /// (c) The ledger says one mail per portfolio, and the post office took exactly these, once each.
  private void everyMailWasTakenOnce(Batch batch) {
    List<String> ids =
        records()
            .withHandle(
                h ->
                    h.createQuery(
                            "select id from notification.mail_ledger where session = :session"
                                + " and state = 'ACCEPTED'")
                        .bind("session", batch.session())
                        .mapTo(String.class)
                        .list());
    long unclear = mailMayBeUnclear ? unclear(batch) : 0;
    assertThat(ids).as("mails of %s", state(batch)).hasSize(batch.runs() - (int) unclear);
    assertThat(ids).allMatch(id -> city.post().taken(id) == 1);
    assertThat(city.post().takenTwice()).isEmpty();
  }

  /// Mails whose outcome nobody knows.
  long unclear(Batch batch) {
    return number(
        "select count(*) from notification.mail_ledger where session = :session"
            + " and state = 'UNKNOWN'",
        batch);
  }

  /// (e) Whoever logged an error also raised an alert.
  private void noErrorWithoutAlert() {
    for (Program program : city.programs()) {
      List<String> errors = program.errors();
      assertThat(errors.isEmpty() || program.alerts() > 0)
          .as("%s logged errors and raised no alert: %s", program, errors)
          .isTrue();
    }
  }

  /// (f)
  private void nothingIsLeftOver() {
    Set<Long> known = city.programs().stream().map(Program::pid).collect(Collectors.toSet());
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().commandLine().orElse("").contains("quarkus-run.jar"))
                .map(ProcessHandle::pid)
                .filter(pid -> !known.contains(pid)))
        .as("processes that nobody knows")
        .isEmpty();
    // A killed writer leaves the file that it was writing; each worker writes two at a time.
    assertThat(files(".tmp", city.artifacts()))
        .as("drafts in the artifact store")
        .hasSizeLessThanOrEqualTo(2 * city.goneWorkers());
  }

  private List<Run> runs(Batch batch) {
    return records()
        .withHandle(
            h ->
                h.createQuery(
                        "select run_id, state, artifact_key, artifact_sha256, artifact_bytes"
                            + " from scheduler.run where session = :session")
                    .bind("session", batch.session())
                    .map(
                        (row, _) ->
                            new Run(
                                row.getString("run_id"),
                                row.getString("state"),
                                new ArtifactRef(
                                    row.getString("artifact_key"),
                                    row.getString("artifact_sha256"),
                                    row.getLong("artifact_bytes"))))
                    .list());
  }

  private record Run(String id, String state, ArtifactRef artifact) {}

  private Jdbi records() {
    return city.records();
  }

  static List<Path> files(String ending, Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(ending)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            // A temporary file may be gone before it is looked at.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
