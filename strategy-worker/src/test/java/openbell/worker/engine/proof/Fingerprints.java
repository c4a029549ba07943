package openbell.worker.engine.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import openbell.worker.run.ArtifactFiles;

/// SHA-256 over all files that a random job writes; also a program of its own.
final class Fingerprints {
  private static final int BARS = 150;

  private Fingerprints() {}

  /// Writes the fingerprints of so many jobs, a line each, to a file.
  public static void main(String... args) throws IOException {
    int jobs = Integer.parseInt(args[1]);
    Files.write(Path.of(args[0]), IntStream.range(0, jobs).mapToObj(Fingerprints::alone).toList());
  }

  /// With an engine of its own.
  static String alone(int job) {
    return of(job, new Production.Shared(0));
  }

  static String of(int job, Production.Shared shared) {
    Trial trial = Trial.of(job, BARS);
    MessageDigest digest = sha256();
    for (Map.Entry<String, byte[]> file :
        ArtifactFiles.of(shared.run(trial.definition(), trial.market().all())).entrySet()) {
      digest.update(file.getKey().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(file.getValue());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
