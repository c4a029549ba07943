package openbell.scheduler.intake;

import java.util.List;
import java.util.Locale;
import openbell.model.artifact.Manifest;
import openbell.scheduler.proof.Comparison;
import openbell.scheduler.proof.Exhibit;
import openbell.scheduler.proof.Verified;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// A verification as the public face shows it.
///
/// @param verdict `verified`, `damaged`, `differs`, `pending` or `not repeatable`
/// @param objects everything the run left in the store, the manifest first
/// @param configuration absent when the definition was not recorded or cannot be read
/// @param repetition absent when the run was not done again
public record VerifyView(
    String run,
    String verdict,
    List<ObjectView> objects,
    @Nullable ConfigurationView configuration,
    @Nullable RepetitionView repetition,
    List<String> remarks) {

  /// One stored object.
  ///
  /// @param verdict `same`, `damaged` or `missing`
  public record ObjectView(String name, String key, long bytes, String sha256, String verdict) {
    static ObjectView of(Exhibit exhibit) {
      return new ObjectView(
          exhibit.name(), exhibit.key(), exhibit.bytes(), exhibit.sha256(), word(exhibit.state()));
    }
  }

  /// The strategy version that the manifest names, and that of the recorded definition.
  public record ConfigurationView(String manifest, String definition, boolean same) {}

  /// The run that repeats it.
  ///
  /// @param engineVersion that repeated it; absent while it is not done
  /// @param originalEngineVersion that made the run
  public record RepetitionView(
      String run,
      String state,
      @Nullable String engineVersion,
      String originalEngineVersion,
      List<FileView> files) {}

  /// One file of both.
  ///
  /// @param verdict `same` or `differs`
  public record FileView(String name, String original, String repeated, String verdict) {
    static FileView of(Comparison.Pair pair) {
      return new FileView(
          pair.name(), pair.original(), pair.repeated(), pair.same() ? "same" : "differs");
    }
  }

  static VerifyView of(RunRecord run, Verified verified) {
    Manifest manifest = verified.evidence().manifest();
    String hash = verified.evidence().definitionHash();
    return new VerifyView(
        run.run().runId().value(),
        word(verified.verdict()),
        verified.evidence().exhibits().stream().map(ObjectView::of).toList(),
        manifest == null || hash.isEmpty()
            ? null
            : new ConfigurationView(
                manifest.configHash(), hash, hash.equals(manifest.configHash())),
        repetition(verified, manifest),
        verified.remarks());
  }

  private static @Nullable RepetitionView repetition(
      Verified verified, @Nullable Manifest manifest) {
    RunRecord repetition = verified.repetition();
    Comparison comparison = verified.comparison();
    return repetition == null
        ? null
        : new RepetitionView(
            repetition.run().runId().value(),
            repetition.state().name(),
            comparison == null ? null : comparison.engineVersion(),
            manifest == null ? "" : manifest.engineVersion(),
            comparison == null
                ? List.of()
                : comparison.files().stream().map(FileView::of).toList());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
