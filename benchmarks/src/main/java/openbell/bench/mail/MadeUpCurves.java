package openbell.bench.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import openbell.model.artifact.Manifest;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;

/// A store in memory whose every artifact has another curve of some years.
final class MadeUpCurves implements ArtifactStore {
  private static final int ROWS = 1_250;

  @Override
  public Manifest manifest(ArtifactRef ref) {
    byte[] csv = csv(ref.key());
    RunRef run =
        RunRef.of(
            new Owner("made-up"),
            new PortfolioId("made-up"),
            new Session("XNYS", MadeUpMails.DAY),
            MadeUpMails.DAY.minusDays(1),
            "c0ffee00".repeat(8),
            1,
            Purpose.SCHEDULED);
    return new Manifest(
        1,
        run.runId(),
        1,
        "1",
        run.asOf(),
        run.configHash(),
        "da7a",
        "0.1.0",
        List.of(),
        List.of(new Manifest.File("equity.csv", ref.key(), csv.length, "0".repeat(64))),
        Instant.EPOCH);
  }

  @Override
  public byte[] read(Manifest.File file) {
    return csv(file.key());
  }

  private static byte[] csv(String key) {
    Random random = new Random(key.hashCode());
    StringBuilder csv = new StringBuilder("Date,Equity,Cash,Drawdown,Benchmark\n");
    double equity = 10_000;
    double benchmark = 10_000;
    for (int i = 0; i < ROWS; i++) {
      equity *= 1.0005 + 0.011 * random.nextGaussian();
      benchmark *= 1.0004 + 0.009 * random.nextGaussian();
      csv.append(MadeUpMails.DAY.minusDays(ROWS - i)).append(',').append(Math.round(equity));
      csv.append(",0,0,").append(Math.round(benchmark)).append('\n');
    }
    return csv.toString().getBytes(UTF_8);
  }

  @Override
  public Published publish(ArtifactDraft draft) {
    throw new UnsupportedOperationException("nothing is published here");
  }

  @Override
  public ArtifactRef put(String key, byte[] bytes) {
    throw new UnsupportedOperationException("nothing is kept here");
  }

  @Override
  public byte[] read(ArtifactRef ref) {
    throw new UnsupportedOperationException("only files are read here");
  }

  @Override
  public Optional<ArtifactRef> find(String runPrefix) {
    return Optional.empty();
  }
}
