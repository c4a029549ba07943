package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.scheduler.limits.OwnerLimits;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.UploadedBars;
import openbell.scheduler.submit.Submission;

/// Judges the bytes of a document: whether it is legal, and whether its owner may use it here.
@Singleton
final class Documents {
  private final PortfolioCodec codec = new PortfolioCodec();
  private final Submission submission;
  private final UploadLedger uploads;
  private final OwnerLimits limits;

  Documents(Submission submission, UploadLedger uploads, OwnerLimits limits) {
    this.submission = submission;
    this.uploads = uploads;
    this.limits = limits;
  }

  /// @throws openbell.runtime.rest.ProblemException 400 or 422 with every mistake
  Parsed.Ok accepted(Owner owner, byte[] body) {
    return switch (judge(owner, body)) {
      case Parsed.Refused refused -> throw Problems.document(refused.findings());
      case Parsed.Ok ok -> ok;
    };
  }

  /// Never throws because of the document.
  Parsed judge(Owner owner, byte[] body) {
    Parsed parsed = codec.parse(body);
    if (!(parsed instanceof Parsed.Ok ok)) {
      return parsed;
    }
    List<Finding> errors =
        submission.check(
            ok.definition(), () -> uploads.list(owner).stream().map(UploadedBars::symbol).toList());
    List<Finding> tooMuch = limits.check(ok.definition());
    if (errors.isEmpty() && tooMuch.isEmpty()) {
      return ok;
    }
    List<Finding> all = new ArrayList<>(errors);
    all.addAll(tooMuch);
    all.addAll(ok.warnings());
    return new Parsed.Refused(all);
  }

  String configHash(PortfolioDefinition definition) {
    return codec.configHash(definition);
  }
}
