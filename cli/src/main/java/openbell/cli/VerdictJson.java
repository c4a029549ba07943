package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import openbell.cli.ValidateCommand.Verdict;
import openbell.model.strategy.Edit;
import openbell.model.strategy.Finding;
import openbell.model.strategy.StrategyCheck;

/// Findings for programs: an array with one object per document.
final class VerdictJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private VerdictJson() {}

  static String of(List<Verdict> verdicts) {
    ArrayNode root = JSON.createArrayNode();
    verdicts.forEach(verdict -> verdict(verdict, root.addObject()));
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must be writable as JSON", e);
    }
  }

  private static void verdict(Verdict verdict, ObjectNode entry) {
    entry.put("file", verdict.file());
    entry.put("kind", verdict.strategy() ? "strategy" : "portfolio");
    entry.put("legal", verdict.legal());
    if (!verdict.configHash().isEmpty()) {
      entry.put("configHash", verdict.configHash());
    }
    NextRuns next = verdict.next();
    if (next != null) {
      entry.put("calendar", next.exchange()).put("horizon", next.last().toString());
      ArrayNode runs = entry.putArray("nextRuns");
      next.runs()
          .forEach(
              run ->
                  runs.addObject()
                      .put("session", run.session().toString())
                      .put("at", run.at().toString()));
    }
    ArrayNode findings = entry.putArray("findings");
    verdict.findings().forEach(finding -> finding(verdict, finding, findings.addObject()));
    StrategyCheck.HISTORY_CODES.forEach(entry.putArray("notChecked")::add);
  }

  private static void finding(Verdict verdict, Finding finding, ObjectNode entry) {
    entry
        .put("code", finding.code())
        .put("severity", VerdictFormat.word(finding))
        .put("pointer", finding.pointer());
    verdict.text().line(finding.pointer()).ifPresent(line -> entry.put("line", line));
    entry.put("message", finding.message()).put("hint", finding.hint());
    if (!finding.fix().isEmpty()) {
      ArrayNode patch = entry.putArray("fix");
      finding.fix().forEach(edit -> edit(edit, patch.addObject()));
    }
  }

  private static void edit(Edit edit, ObjectNode entry) {
    entry.put("op", edit.op()).put("path", edit.path());
    if (edit.from() != null) {
      entry.put("from", edit.from());
    }
    if (edit.value() != null) {
      entry.set("value", JSON.valueToTree(edit.value()));
    }
  }
}
