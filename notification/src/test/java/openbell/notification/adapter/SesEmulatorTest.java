package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendOutcome.Accepted;
import openbell.notification.wiring.SesClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Against an emulator of SES that others wrote (npm `aws-ses-v2-local`). It is installed once into
/// `target`; without Node.js, or without a network for the first time, the test says so and is left
/// out.
class SesEmulatorTest {
  private static final Path SOURCE = Path.of("src/test/ses-emulator");
  private static final Path HOME = Path.of("target/ses-emulator");
  private static final Path PROGRAM = Path.of("node_modules/aws-ses-v2-local/dist/cli.js");
  // The emulator insists on all of it.
  private static final String ACCOUNT =
      """
      {"DedicatedIpAutoWarmupEnabled":false,"Details":{"AdditionalContactEmailAddresses":[],
       "ContactLanguage":"EN","MailType":"TRANSACTIONAL","ReviewDetails":{"CaseId":"1",
       "Status":"GRANTED"},"UseCaseDescription":"x","WebsiteURL":"http://localhost"},
       "EnforcementStatus":"HEALTHY","ProductionAccessEnabled":true,"SendingEnabled":true,
       "SendQuota":{"Max24HourSend":200,"MaxSendRate":14,"SentLast24Hours":3},
       "SuppressionAttributes":{"SuppressedReasons":[]}}
      """;

  private static final long LONGEST_INSTALL_SECONDS = 60;

  private static Process emulator;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    String missing = install();
    if (!missing.isEmpty()) {
      System.out.println("SesEmulatorTest is left out: " + missing);
    }
    assumeTrue(missing.isEmpty(), missing);
    int port = freePort();
    ProcessBuilder node =
        new ProcessBuilder(
                "node", PROGRAM.toString(), "--host", "127.0.0.1", "--port", Integer.toString(port))
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    node.environment().put("AWS_SES_ACCOUNT", ACCOUNT);
    emulator = node.start();
    address = URI.create("http://127.0.0.1:" + port);
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> store().has("emails"));
  }

  @AfterAll
  static void stop() {
    if (emulator != null) {
      emulator.destroyForcibly();
    }
  }

  @Test
  void keepsTheMailAsWeMeantIt() throws Exception {
    // Given
    SesChannel channel =
        new SesChannel(SesClients.of("eu-west-1", Optional.of(address), wait20()), "set");
    Email email =
        ChannelContract.email("0a1b2c", "Golden cross: AAPL SELL · 1 change · 11 May 2018");
    // When
    var outcome = channel.send(email);
    // Then
    assertThat(outcome).isInstanceOf(Accepted.class);
    JsonNode mail = store().path("emails").path(0);
    assertThat(mail.path("messageId").asText()).isEqualTo(((Accepted) outcome).providerMessageId());
    assertThat(mail.path("from").asText()).isEqualTo(email.from());
    assertThat(mail.path("destination").path("to").path(0).asText()).isEqualTo(email.to());
    assertThat(mail.path("subject").asText()).isEqualTo(email.subject());
    assertThat(mail.path("body").path("text").asText()).isEqualTo(email.text());
    assertThat(mail.path("body").path("html").asText()).isEqualTo(email.html());
    assertThat(mail.path("headers").toString()).contains("List-Id").contains("Auto-Submitted");
    assertThat(mail.path("attachments").toString()).contains("chart");
  }

  @Test
  void saysWhatTheAccountAllows() {
    // Given
    SesAccount account = new SesAccount(SesClients.of("eu-west-1", Optional.of(address), wait20()));
    // When
    var limits = account.limits().orElseThrow();
    // Then
    assertThat(List.of(limits.perSecond(), limits.perDay(), limits.sentInDay()))
        .containsExactly(14.0, 200.0, 3.0);
  }

  /// @return why it cannot be had; empty when it is there
  private static String install() throws IOException, InterruptedException {
    if (Files.exists(HOME.resolve(PROGRAM))) {
      return "";
    }
    Files.createDirectories(HOME);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "ci",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "--fetch-retries=0",
                  "--prefer-offline")
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(HOME.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(LONGEST_INSTALL_SECONDS, TimeUnit.SECONDS)) {
        npm.descendants().forEach(ProcessHandle::destroyForcibly);
        npm.destroyForcibly();
        return "npm did not end in " + LONGEST_INSTALL_SECONDS + " s";
      }
      return npm.exitValue() == 0 ? "" : "npm ci failed, see target/ses-emulator/npm.log";
    } catch (IOException e) {
      return "there is no npm: " + e.getMessage();
    }
  }

  private static JsonNode store() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return SesEventJson.tree(
          client
              .send(
                  HttpRequest.newBuilder(address.resolve("/store")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Duration wait20() {
    return Duration.ofSeconds(20);
  }
}
