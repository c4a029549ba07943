package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import openbell.model.strategy.Finding;

/// What people are told when something is refused.
final class Sentences {
  private Sentences() {}

  static void check(Finding finding) {
    assertThat(finding.code()).matches("[SVWI][0-9]{3}");
    assertThat(finding.pointer()).matches("(/.*)?");
    check(finding.message());
    check(finding.hint());
  }

  /// Words for a person: not empty, not endless, and nothing that only a program says.
  static void check(String sentence) {
    assertThat(sentence)
        .isNotBlank()
        .hasSizeLessThan(500)
        .doesNotContain("Exception", "java.", "openbell.")
        .doesNotContainPattern("\\p{Cntrl}|@[0-9a-f]{5}");
  }
}
