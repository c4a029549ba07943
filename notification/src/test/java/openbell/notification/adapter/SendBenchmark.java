package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import openbell.notification.deliver.SendPace;
import openbell.notification.wiring.SesClients;
import org.junit.jupiter.api.Test;

/// Ten thousand mails over the ledger to a loopback SES without a rate: `./mvnw -pl notification
/// -am test -Dtest=SendBenchmark`. Prints what it took; the name keeps it out of other runs.
class SendBenchmark {
  private static final int MAILS = Integer.getInteger("openbell.mails", 10_000);

  @Test
  void sendsTenThousandMails() throws Exception {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    try (FaultySes ses = new FaultySes();
        SendingDesk desk =
            SendingDesk.of(
                new SesChannel(
                    SesClients.of("eu-west-1", Optional.of(ses.uri()), Duration.ofSeconds(20)), ""),
                SendPace.NO_LIMIT)) {
      // Given
      desk.accept("anna", MAILS);
      // When
      long start = System.nanoTime();
      desk.send();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      // Then
      System.out.println(MAILS + " mails sent in " + took.toMillis() + " ms");
      assertThat(ses.taken()).hasSize(MAILS).doesNotHaveDuplicates();
    }
  }
}
