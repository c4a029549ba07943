package openbell.scheduler.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.artifact.ArtifactStore;
import org.jspecify.annotations.Nullable;

/// Reads every byte that a run left behind and compares it with what was written down about it.
public final class EvidenceCheck {
  static final String DEFINITION = "definition.json";

  /// How the store words a file that a manifest names and that is not there: to its readers that is
  /// damage as well, and only here it makes a difference.
  private static final String ABSENT = "not there";

  private final ArtifactStore store;
  private final PortfolioCodec codec = new PortfolioCodec();

  public EvidenceCheck(ArtifactStore store) {
    this.store = store;
  }

  /// @param ref the manifest as the run ledger knows it
  /// @throws FailureException `STORE_UNAVAILABLE`; nothing else is a failure here
  public Evidence check(ArtifactRef ref) {
    List<Exhibit> exhibits = new ArrayList<>();
    Manifest manifest = manifest(ref, exhibits);
    if (manifest == null) {
      return new Evidence(
          exhibits,
          null,
          null,
          "",
          List.of("Without its manifest nobody knows which files the run had."));
    }
    List<String> remarks = new ArrayList<>();
    byte[] document = new byte[0];
    for (Manifest.File file : manifest.files()) {
      byte[] bytes = file(file, exhibits);
      document = file.name().equals(DEFINITION) ? bytes : document;
    }
    manifest.inputs().forEach(input -> bars(input, exhibits));
    if (manifest.inputs().isEmpty()) {
      remarks.add("This run is older than the record of its bars, so it cannot be repeated.");
    }
    Optional<PortfolioDefinition> definition = definition(document, remarks);
    String hash = definition.map(codec::configHash).orElse("");
    if (!hash.isEmpty() && !hash.equals(manifest.configHash())) {
      remarks.add("The recorded definition is not the one whose hash the manifest names.");
    }
    return new Evidence(exhibits, manifest, definition.orElse(null), hash, remarks);
  }

  /// What was run, from a manifest that is known to be whole.
  ///
  /// @throws FailureException `ARTIFACT_CORRUPT` when it was not recorded or cannot be read
  PortfolioDefinition definition(Manifest manifest) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(DEFINITION))
        .findFirst()
        .flatMap(file -> definition(store.read(file), new ArrayList<>()))
        .orElseThrow(
            () ->
                FailureException.of(
                    FailureReason.ARTIFACT_CORRUPT, "The run's definition was not recorded."));
  }

  private Optional<PortfolioDefinition> definition(byte[] document, List<String> remarks) {
    if (document.length == 0) {
      return Optional.empty();
    }
    if (codec.parse(document) instanceof Parsed.Ok ok) {
      return Optional.of(ok.definition());
    }
    remarks.add("This version of Openbell does not accept the recorded definition any more.");
    return Optional.empty();
  }

  private @Nullable Manifest manifest(ArtifactRef ref, List<Exhibit> exhibits) {
    try {
      Manifest manifest = store.manifest(ref);
      exhibits.add(exhibit("manifest.json", ref, Exhibit.State.SAME));
      return manifest;
    } catch (FailureException e) {
      exhibits.add(exhibit("manifest.json", ref, state(e)));
      return null;
    }
  }

  private byte[] file(Manifest.File file, List<Exhibit> exhibits) {
    ArtifactRef ref = new ArtifactRef(file.key(), file.sha256(), file.bytes());
    try {
      byte[] bytes = store.read(file);
      exhibits.add(exhibit(file.name(), ref, Exhibit.State.SAME));
      return bytes;
    } catch (FailureException e) {
      exhibits.add(exhibit(file.name(), ref, state(e)));
      return new byte[0];
    }
  }

  private void bars(Input input, List<Exhibit> exhibits) {
    Exhibit.State state = Exhibit.State.SAME;
    try {
      store.read(input.stored());
    } catch (FailureException e) {
      state = state(e);
    }
    exhibits.add(exhibit("bars " + input.symbol(), input.stored(), state));
  }

  private static Exhibit exhibit(String name, ArtifactRef ref, Exhibit.State state) {
    return new Exhibit(name, ref.key(), ref.bytes(), ref.sha256(), state);
  }

  private static Exhibit.State state(FailureException e) {
    return switch (e.failure().reason()) {
      case ARTIFACT_MISSING -> Exhibit.State.MISSING;
      case ARTIFACT_CORRUPT ->
          e.failure().detail().contains(ABSENT) ? Exhibit.State.MISSING : Exhibit.State.DAMAGED;
      default -> throw e;
    };
  }
}
