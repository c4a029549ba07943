package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendOutcome.Never;
import openbell.notification.deliver.SendOutcome.NotNow;
import openbell.notification.deliver.SendOutcome.Unclear;
import openbell.notification.deliver.SendPace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpChannelTest extends ChannelContract {
  private static final String SILENCE = "...";

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Override
  Channel channel() {
    return to(server.getSmtp().getPort());
  }

  @Override
  List<MimeMessage> arrived() {
    return List.of(server.getReceivedMessages());
  }

  @Test
  void saysNotNowWhenNobodyListens() {
    // Given
    int port = server.getSmtp().getPort();
    server.stop();
    // When
    SendOutcome outcome = to(port).send(email("0a1b2c", "nobody"));
    // Then
    assertThat(outcome).isInstanceOf(NotNow.class);
  }

  /// The step a server stops at, what it says there (nothing = it hangs up), and what that means.
  @ParameterizedTest
  @CsvSource({
    "MAIL, 421 too many, TooFast",
    "MAIL, 451 later, TooFast",
    "MAIL, 454 no key, NotNow",
    "MAIL, 550 never, Never",
    "RCPT, 450 later, TooFast",
    "RCPT, 550 no such person, Never",
    "DATA, 451 later, TooFast",
    "MAIL, , NotNow",
    "DATA, , NotNow",
    "DOT, 452 full, NotNow",
    "DOT, 554 spam, Never",
    "DOT, , Unclear"
  })
  void judgesByTheStepAndTheReply(String step, String reply, String meaning) throws Exception {
    // Given
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(socket, step, reply));
      // When
      SendOutcome outcome = to(socket.getLocalPort()).send(email("0a1b2c", "x"));
      // Then
      assertThat(outcome)
          .isInstanceOf(
              switch (meaning) {
                case "NotNow", "TooFast" -> NotNow.class;
                case "Never" -> Never.class;
                default -> Unclear.class;
              });
      boolean tooFast = outcome instanceof NotNow no && no.throttled();
      assertThat(tooFast).isEqualTo(meaning.equals("TooFast"));
    }
  }

  @Test
  void doesNotKnowWhenTheServerIsSilentAfterTheFinalDot() throws Exception {
    // Given
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(socket, "DOT", SILENCE));
      // When
      SendOutcome outcome = to(socket.getLocalPort()).send(email("0a1b2c", "x"));
      // Then
      assertThat(outcome).isInstanceOf(Unclear.class);
    }
  }

  @Test
  void stopsNobodyElseBecauseOfOneBadRecipient() throws Exception {
    // Given
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SendingDesk desk = SendingDesk.of(to(socket.getLocalPort()), SendPace.NO_LIMIT)) {
      desk.accept("anna", 5);
      Thread.ofVirtual()
          .start(
              () -> {
                serve(socket, "RCPT", "550 no such person");
                while (!socket.isClosed()) {
                  serve(socket, "NONE", "");
                }
              });
      // When
      desk.send();
      // Then
      assertThat(desk.states()).isEqualTo(Map.of(LedgerState.ACCEPTED, 4, LedgerState.REJECTED, 1));
    }
  }

  private static void serve(ServerSocket socket, String step, String reply) {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII)) {
      say(out, "220 ready");
      boolean content = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (content && !line.equals(".")) {
          continue;
        }
        String at = content ? "DOT" : line.substring(0, 4);
        if (at.equals(step) && reply == null) {
          return;
        }
        if (at.equals(step) && reply.equals(SILENCE)) {
          in.readLine();
          return;
        }
        content = at.equals("DATA") && !at.equals(step);
        say(out, at.equals(step) ? reply : content ? "354 go on" : "250 ok");
      }
    } catch (IOException _) {
      // The client went away, as it may.
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  private static SmtpChannel to(int port) {
    return new SmtpChannel(
        new SmtpChannel.Server(
            "127.0.0.1", port, SmtpChannel.Security.NONE, "", "", Duration.ofSeconds(2)));
  }
}
