package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import openbell.notification.event.EventDoor.Answer;
import openbell.notification.event.EventStore;
import openbell.notification.event.ProviderEvent;
import openbell.notification.event.ProviderEvents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Letters that are signed with a key of ours, and a fetcher that keeps a log of every address.
class SnsDoorTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:openbell";
  private static final String CERTIFICATE =
      "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String EVENT =
      """
      {"eventType":"Bounce","mail":{"messageId":"m-1","timestamp":"2018-05-11T13:30:00Z",
       "tags":{"lid":["0a1b2c"]}},"bounce":{"bounceType":"Permanent","bounceSubType":"General",
       "timestamp":"2018-05-11T13:31:00Z","feedbackId":"f-1"}}
      """;

  @TempDir static Path folder;
  private static PrivateKey key;
  private static byte[] pem;

  private final List<URI> fetched = new ArrayList<>();
  private final List<String> counted = new ArrayList<>();
  private final List<ProviderEvent> taken = new ArrayList<>();
  private final SnsDoor door = door(Optional.of(TOPIC));

  @BeforeAll
  static void makeKey() throws Exception {
    Path store = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "sns",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=sns.amazonaws.com",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(Files.newInputStream(store), PASSWORD);
    key = (PrivateKey) keys.getKey("sns", PASSWORD);
    pem = keys.getCertificate("sns").getEncoded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void takesWhatIsSigned(String version) throws Exception {
    // When
    Answer answer = door.open(sign(notification(), version));
    Answer again = door.open(sign(notification(), version));
    // Then
    assertThat(List.of(answer, again)).containsOnly(Answer.TAKEN);
    assertThat(taken)
        .hasSize(2)
        .allMatch(event -> event.kind() == ProviderEvent.Kind.BOUNCE)
        .allMatch(event -> event.ledgerId().equals("0a1b2c"))
        .extracting(ProviderEvent::id)
        .containsOnly(taken.getFirst().id());
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void refusesWhatWasChangedAfterItWasSigned() throws Exception {
    // Given
    ObjectNode letter = (ObjectNode) SesEventJson.JSON.readTree(sign(notification(), "2"));
    letter.put("Message", EVENT.replace("0a1b2c", "ffffff"));
    // When
    Answer answer = door.open(letter.toString());
    // Then
    assertThat(answer).isEqualTo(Answer.REFUSED);
    assertThat(counted).containsExactly("forged refused");
    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/SimpleNotificationService-0123456789abcdef.pem",
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-01234567.pem",
        "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-01234567.pem",
        "https://sns.eu-west-1.amazonaws.com:444/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com/?x=SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com/../SimpleNotificationService-0123456789abcdef.pem",
        "not an address"
      })
  void fetchesNoCertificateFromElsewhere(String address) throws Exception {
    // When
    Answer answer = door.open(sign(notification().put("SigningCertURL", address), "2"));
    // Then
    assertThat(answer).isEqualTo(Answer.REFUSED);
    assertThat(fetched).isEmpty();
    assertThat(taken).isEmpty();
  }

  @Test
  void refusesAnotherTopicAndFetchesNothing() throws Exception {
    // When
    Answer event = door.open(sign(notification().put("TopicArn", TOPIC + "2"), "2"));
    Answer confirmation = door.open(sign(confirmation().put("TopicArn", TOPIC + "2"), "2"));
    // Then
    assertThat(List.of(event, confirmation)).containsOnly(Answer.REFUSED);
    assertThat(counted).containsOnly("wrong_topic refused");
    assertThat(fetched).isEmpty();
  }

  @Test
  void confirmsItsOwnTopicAtAnAddressOfItsOwnMaking() throws Exception {
    // When
    Answer answer = door.open(sign(confirmation(), "2"));
    // Then
    assertThat(answer).isEqualTo(Answer.TAKEN);
    assertThat(fetched)
        .extracting(URI::getHost)
        .containsExactly("sns.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com");
    assertThat(fetched.getLast().getQuery()).contains("Action=ConfirmSubscription", "a+b&c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"Type\":\"Notification\"}", "null", "{\"Type\":1}"})
  void refusesWhatIsNoLetter(String text) {
    assertThat(door.open(text)).isEqualTo(Answer.REFUSED);
    assertThat(fetched).isEmpty();
  }

  @Test
  void isClosedWhileNoTopicIsSet() {
    assertThat(door(Optional.empty()).open("{}")).isEqualTo(Answer.CLOSED);
  }

  private SnsDoor door(Optional<String> topic) {
    EventStore store =
        (event, _) -> {
          taken.add(event);
          return EventStore.Taken.NEW;
        };
    return new SnsDoor(
        topic,
        new ProviderEvents(store, (_, _) -> {}, _ -> {}, Clock.systemUTC()),
        (what, how) -> counted.add(what + " " + how),
        this::fetch);
  }

  private byte[] fetch(URI address) throws IOException {
    fetched.add(address);
    return pem.clone();
  }

  private static ObjectNode notification() {
    return letter("Notification").put("Message", EVENT);
  }

  private static ObjectNode confirmation() {
    return letter("SubscriptionConfirmation")
        .put("Message", "You have chosen")
        .put("Token", "a+b&c")
        .put("SubscribeURL", "https://evil.example/confirm");
  }

  private static ObjectNode letter(String type) {
    return SesEventJson.JSON
        .createObjectNode()
        .put("Type", type)
        .put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324")
        .put("TopicArn", TOPIC)
        .put("Timestamp", "2018-05-11T13:31:01.000Z")
        .put("SigningCertURL", CERTIFICATE);
  }

  private static String sign(ObjectNode letter, String version) throws Exception {
    List<String> names =
        letter.path("Type").asText().equals("Notification")
            ? List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(name + "\n" + letter.path(name).asText() + "\n"));
    Signature signature =
        Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
    signature.initSign(key);
    signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return letter
        .put("SignatureVersion", version)
        .put("Signature", Base64.getEncoder().encodeToString(signature.sign()))
        .toString();
  }
}
