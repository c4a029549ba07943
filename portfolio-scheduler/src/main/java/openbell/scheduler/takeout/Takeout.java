package openbell.scheduler.takeout;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import openbell.model.portfolio.Owner;
import openbell.model.run.FailureException;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.OwnedRow;
import openbell.scheduler.ownbars.UploadedBars;

/// All that an owner has, as one ZIP that is written while it is read: never more than a page of it
/// is in memory.
///
/// A part in this process is asked directly, one elsewhere over HTTP with the caller's own key.
/// What
/// cannot be had is named in `README.txt`, never left out in silence.
public final class Takeout {
  private static final List<String> SERVICES =
      List.of("portfolio-scheduler", "trade-signal", "notification", "machine-manager");

  private final Map<String, OwnedPart> here;
  private final DistantFiles elsewhere;
  private final OwnBarsFiles bars;
  private final Clock clock;

  public Takeout(List<OwnedPart> here, DistantFiles elsewhere, OwnBarsFiles bars, Clock clock) {
    this.here = here.stream().collect(Collectors.toMap(OwnedPart::service, Function.identity()));
    this.elsewhere = elsewhere;
    this.bars = bars;
    this.clock = clock;
  }

  /// @param authorization the caller's own credential, or an empty text
  /// @throws IOException when nobody listens any more
  public void write(Owner owner, String authorization, OutputStream out) throws IOException {
    List<String> missing = new ArrayList<>();
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (String service : SERVICES) {
      OwnedPart known = here.get(service);
      OwnedPart part = known == null ? new Distant(service, authorization) : known;
      try {
        for (String file : part.files()) {
          file(part, owner, file, zip);
        }
      } catch (FailureException e) {
        missing.add(service + ": " + e.failure().detail());
      }
    }
    ownBars(owner, zip, missing);
    entry(zip, "README.txt", readme(owner, missing));
    zip.finish();
  }

  /// What another process keeps, asked for page by page.
  private final class Distant implements OwnedPart {
    private final String service;
    private final String authorization;

    Distant(String service, String authorization) {
      this.service = service;
      this.authorization = authorization;
    }

    @Override
    public String service() {
      return service;
    }

    @Override
    public List<String> files() {
      return elsewhere.files(service, authorization);
    }

    @Override
    public List<OwnedRow> rows(Owner owner, String file, String after) {
      return elsewhere.rows(service, file, after, authorization);
    }
  }

  /// The first page before the entry begins: a part that cannot be asked leaves no empty file.
  private static void file(OwnedPart part, Owner owner, String file, ZipOutputStream zip)
      throws IOException {
    boolean separate = file.endsWith("/");
    List<OwnedRow> page = part.rows(owner, file, "");
    if (!separate) {
      zip.putNextEntry(new ZipEntry(file));
    }
    while (!page.isEmpty()) {
      for (OwnedRow row : page) {
        if (separate) {
          entry(zip, file + row.key() + ".json", row.text());
        } else {
          zip.write((row.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      page =
          page.size() < OwnedPart.PAGE ? List.of() : part.rows(owner, file, page.getLast().key());
    }
    if (!separate) {
      zip.closeEntry();
    }
  }

  private void ownBars(Owner owner, ZipOutputStream zip, List<String> missing) throws IOException {
    for (UploadedBars uploaded : bars.of(owner)) {
      try {
        byte[] csv = bars.csv(uploaded);
        zip.putNextEntry(new ZipEntry("bars/" + uploaded.symbol() + ".csv"));
        zip.write(csv);
        zip.closeEntry();
      } catch (FailureException e) {
        missing.add("bars of " + uploaded.symbol() + ": " + e.failure().detail());
      }
    }
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private String readme(Owner owner, List<String> missing) {
    return """
        All that Openbell keeps of %s, at %s.

        documents/ID/VERSION.json  every version of every portfolio, as it can be submitted again
        bars/SYMBOL.csv            your own bars, as they can be uploaded again
        *.ndjson                   one row per line: portfolios, versions, runs, sessions,
                                   subscriptions, signals, the forward record, mails,
                                   costs of single runs and of days

        The files of runs are not in here: GET /api/v1/runs/ID/artifacts lists them, and
        POST /api/v1/runs/ID/exports makes one file of a run. The letters themselves are in the
        mailbox, because their links belong to the readers.

        Missing: %s
        """
        .formatted(
            owner.value(),
            clock.instant(),
            missing.isEmpty() ? "nothing" : String.join("; ", missing));
  }
}
