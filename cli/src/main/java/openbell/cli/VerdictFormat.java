package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import openbell.cli.ValidateCommand.Verdict;
import openbell.model.strategy.Finding;

/// Findings for people and for programs.
final class VerdictFormat {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private VerdictFormat() {}

  /// `file: ok` or one paragraph per finding: what, where, and what to do.
  static String text(List<Verdict> verdicts) {
    StringBuilder out = new StringBuilder();
    for (Verdict verdict : verdicts) {
      out.append(verdict.file()).append(": ").append(summary(verdict)).append('\n');
      for (Finding finding : verdict.findings()) {
        out.append("  ")
            .append(word(finding))
            .append(' ')
            .append(finding.code())
            .append(" at ")
            .append(finding.pointer().isEmpty() ? "the document" : finding.pointer())
            .append("\n    ")
            .append(finding.message())
            .append('\n');
        if (!finding.hint().isEmpty()) {
          out.append("    -> ").append(finding.hint()).append('\n');
        }
      }
    }
    return out.toString();
  }

  static String json(List<Verdict> verdicts) {
    ArrayNode root = JSON.createArrayNode();
    for (Verdict verdict : verdicts) {
      ObjectNode entry = root.addObject();
      entry.put("file", verdict.file());
      entry.put("legal", verdict.legal());
      if (!verdict.configHash().isEmpty()) {
        entry.put("configHash", verdict.configHash());
      }
      ArrayNode findings = entry.putArray("findings");
      for (Finding finding : verdict.findings()) {
        findings
            .addObject()
            .put("code", finding.code())
            .put("severity", word(finding))
            .put("pointer", finding.pointer())
            .put("message", finding.message())
            .put("hint", finding.hint());
      }
    }
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must be writable as JSON", e);
    }
  }

  private static String summary(Verdict verdict) {
    long errors = verdict.findings().stream().filter(Finding::refuses).count();
    long others = verdict.findings().size() - errors;
    if (verdict.findings().isEmpty()) {
      return "ok";
    }
    String remarks = others == 0 ? "" : count(others, "remark");
    if (verdict.legal()) {
      return "ok, " + remarks;
    }
    return count(errors, "error") + (others == 0 ? "" : " and " + remarks);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String word(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }
}
