package openbell.scheduler.preview;

import java.util.Optional;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.scheduler.dispatch.RunDefinitions;
import openbell.scheduler.dispatch.VersionBook;

/// What a run evaluates: a preview its own document, any other run the version it was asked for.
public final class RunDocuments implements RunDefinitions {
  private final VersionBook versions;
  private final CandidateBook candidates;

  public RunDocuments(VersionBook versions, CandidateBook candidates) {
    this.versions = versions;
    this.candidates = candidates;
  }

  @Override
  public Optional<PortfolioDefinition> of(RunRef run) {
    return run.purpose() == Purpose.PREVIEW
        ? candidates.definition(run.owner(), run.runId())
        : versions.definition(run.owner(), run.portfolio(), run.configHash());
  }
}
