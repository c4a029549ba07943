package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.strategy.EngineLimits;

/// Who hears about a portfolio. Addresses are never repeated in a message.
final class RecipientParser {
  static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");

  private final Findings findings;

  RecipientParser(Findings findings) {
    this.findings = findings;
  }

  List<Recipient> recipients(Fields fields) {
    List<Recipient> recipients = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    fields.each("recipients", (json, at) -> recipient(json, at, seen).ifPresent(recipients::add));
    if (recipients.size() > EngineLimits.RECIPIENTS) {
      findings.error(
          Findings.LIMIT,
          "/recipients",
          "there are " + recipients.size() + " recipients",
          "at most " + EngineLimits.RECIPIENTS + " are allowed");
    }
    return recipients;
  }

  private Optional<Recipient> recipient(JsonNode json, String pointer, Set<String> seen) {
    if (!(json instanceof ObjectNode object)) {
      findings.error(
          Findings.TYPE,
          pointer,
          "a recipient must be an object, not " + Values.kind(json),
          "write {\"email\": …, \"when\": \"on_change\"}");
      return Optional.empty();
    }
    Fields fields = new Fields(object, pointer, findings, "email", "when", "language");
    Preference when = fields.choice("when", Preference.ON_CHANGE, List.of(Preference.values()));
    String language = language(fields);
    Optional<String> email = fields.text("email");
    if (email.isEmpty()) {
      if (!fields.has("email")) {
        fields.missing("email", "give one address, e.g. \"reader@example.com\"");
      }
      return Optional.empty();
    }
    String address = ascii(email.get(), fields.at("email"));
    if (!SafeText.isAddress(address)) {
      findings.error(
          Findings.PATTERN,
          fields.at("email"),
          "this is not an address that mail can be sent to",
          "write one plain address such as reader@example.com: no name, comment or quotes");
      return Optional.empty();
    }
    if (!seen.add(address.toLowerCase(Locale.ROOT))) {
      findings.error(
          Findings.DUPLICATE,
          fields.at("email"),
          "this address is already a recipient",
          "remove one of them");
    }
    return Optional.of(new Recipient(address, when, language));
  }

  private String language(Fields fields) {
    Optional<String> language = fields.text("language");
    if (language.isPresent() && !LANGUAGE.matcher(language.get()).matches()) {
      findings.error(
          Findings.PATTERN,
          fields.at("language"),
          Findings.quote(language.get()) + " is not a language",
          "write a tag such as \"en\" or \"en-US\"");
    }
    return language.orElse("en");
  }

  /// International domains are kept in the form that mail servers use.
  private String ascii(String email, String pointer) {
    boolean plain = email.chars().allMatch(c -> c < 0x80);
    if (plain) {
      return email;
    }
    Optional<String> ascii = SafeText.asciiDomain(email).filter(SafeText::isAddress);
    ascii.ifPresent(_ -> findings.alias(pointer, "the domain", "its ASCII form"));
    return ascii.orElse(email);
  }
}
