package openbell.model.wire;

import static openbell.model.wire.Documents.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import openbell.model.message.Message;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec();

  static List<Message> messages() {
    return Samples.messages();
  }

  /// The queue takes nothing else, and one message that it refuses holds up all that wait behind
  /// it.
  @ParameterizedTest
  @MethodSource("messages")
  void givesEveryMessageAKeyThatAQueueTakes(Message message) {
    assertThat(message.key()).matches("[A-Za-z0-9_.:-]{1,200}");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void writesEveryMessageAsItAlwaysDid(Message message) {
    // When
    byte[] bytes = codec.encode(envelope(message));

    // Then
    Golden.check(Golden.forms(MessageCodec.wireName(message)).getLast(), bytes);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsEveryMessageThatWasEverWritten(Message message) {
    for (String form : Golden.forms(MessageCodec.wireName(message))) {
      // When
      Envelope envelope = codec.decode(Golden.read(form));

      // Then
      assertThat(envelope).as(form).isEqualTo(envelope(message));
      assertThat(codec.decode(codec.encode(envelope))).isEqualTo(envelope);
    }
  }

  @Test
  void ignoresWhatANewerWriterAdds() {
    // Given
    Message message = messages().getFirst();
    String json = new String(codec.encode(envelope(message)), StandardCharsets.UTF_8);
    String newer = json.replace("\"run\":{", "\"added\":[1],\"run\":{\"added\":{\"a\":1},");

    // When
    Envelope envelope = codec.decode(bytes(newer));

    // Then
    assertThat(newer).isNotEqualTo(json);
    assertThat(envelope.message()).isEqualTo(message);
  }

  static Stream<String> unreadable() {
    String legal =
        new String(
            new MessageCodec().encode(envelope(messages().getFirst())), StandardCharsets.UTF_8);
    return Stream.of(
        "",
        "null",
        "[]",
        "{",
        "{}",
        "\u0000\u0001",
        "[".repeat(10_000),
        legal.replace("run-requested", "run-forgotten"),
        legal.replace("\"version\":1", "\"version\":2"),
        legal.replace("\"version\":1", "\"version\":\"one\""),
        legal.replace("2018-05-14T13:30:00Z", "at noon"),
        legal.replace("\"XNYS\"", "\"the exchange\""),
        legal.replace("\"revision\":1", "\"revision\":0"),
        legal.replace("\"asOf\":\"2018-05-11\",", ""),
        legal.replace("\"revision\":1,", ""),
        legal.replace("\"owner\":\"local\",", ""),
        legal.replaceFirst("\"payload\":.*", "\"payload\":null}"),
        legal.replaceFirst("\"payload\":.*", "\"payload\":{}}"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void callsAnythingElseUnreadable(String json) {
    assertThatThrownBy(() -> codec.decode(bytes(json)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.UNREADABLE_MESSAGE));
  }

  @Test
  void isDescribedInTheDocuments() {
    // When
    String reference = MessageReference.markdown();

    // Then
    Golden.checkDocument("docs/messages.md", reference);
  }

  private static Envelope envelope(Message message) {
    return new Envelope(
        message.key(),
        Samples.WHEN,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        message);
  }
}
