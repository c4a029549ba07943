package openbell.worker.engine.proof;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import openbell.worker.engine.RunResult;
import openbell.worker.run.ArtifactFiles;

/// SHA-256 of all files that a random job writes, the definition among them; also a program of its
/// own.
final class Fingerprints {
  private static final int BARS = 150;

  private Fingerprints() {}

  /// Writes who it is, and then a line per job and file, to a file.
  public static void main(String... args) throws IOException {
    int jobs = Integer.parseInt(args[1]);
    List<String> lines = new ArrayList<>();
    lines.add(surroundings());
    IntStream.range(0, jobs).forEach(job -> lines.addAll(files(job)));
    Files.write(Path.of(args[0]), lines);
  }

  /// What a process could let slip into a file.
  private static String surroundings() {
    return Locale.getDefault().toLanguageTag()
        + " "
        + ZoneId.systemDefault()
        + " "
        + Charset.defaultCharset();
  }

  /// With an engine of its own.
  static String alone(int job) {
    return of(job, new Production.Shared(0));
  }

  static String of(int job, Production.Shared shared) {
    Trial trial = Trial.of(job, BARS);
    return String.join(
        "\n", files(job, trial, shared.run(trial.definition(), trial.market().all())));
  }

  /// `JOB FILE SHA-256`, a line per file of the job.
  static List<String> files(int job) {
    Trial trial = Trial.of(job, BARS);
    return files(job, trial, trial.ran().result());
  }

  private static List<String> files(int job, Trial trial, RunResult result) {
    SequencedMap<String, byte[]> files = ArtifactFiles.of(result);
    files.put("definition.json", Production.write(trial.definition()));
    return files.entrySet().stream()
        .map(file -> job + " " + file.getKey() + " " + sha256(file.getValue()))
        .toList();
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
