package openbell.notification.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/// One message of Amazon SNS as it comes by HTTPS.
record SnsLetter(JsonNode fields) {
  private static final List<String> OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
  private static final List<String> OF_CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  /// @throws IllegalArgumentException when it is no such message
  static SnsLetter read(String text) {
    JsonNode fields = SesEventJson.tree(text);
    if (!fields.path("Type").isTextual() || !fields.path("TopicArn").isTextual()) {
      throw new IllegalArgumentException("not a message of SNS");
    }
    return new SnsLetter(fields);
  }

  String text(String name) {
    return fields.path(name).asText("");
  }

  boolean isNotification() {
    return text("Type").equals("Notification");
  }

  boolean isConfirmation() {
    return text("Type").equals("SubscriptionConfirmation");
  }

  /// Where the certificate is, by the letter's own word.
  ///
  /// @throws IllegalArgumentException when it is no address
  URI certificate() {
    return URI.create(text("SigningCertURL"));
  }

  boolean isSignedBy(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      Signature signature = Signature.getInstance(algorithm());
      signature.initVerify(certificate);
      signature.update(signed().getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(text("Signature")));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private String algorithm() {
    return switch (text("SignatureVersion")) {
      case "1" -> "SHA1withRSA";
      case "2" -> "SHA256withRSA";
      default -> throw new IllegalArgumentException("no such signature version");
    };
  }

  /// Name and value of each field that is there, each on a line of its own.
  private String signed() {
    StringBuilder signed = new StringBuilder();
    for (String name : isNotification() ? OF_NOTIFICATION : OF_CONFIRMATION) {
      if (fields.has(name)) {
        signed.append(name).append('\n').append(text(name)).append('\n');
      }
    }
    return signed.toString();
  }
}
