package openbell.scheduler.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
  private final Neighbours neighbours =
      new Neighbours(
          Map.of(
              "mailbox", URI.create("http://127.0.0.1:1"),
              "signals", URI.create("http://127.0.0.1:2")),
          _ -> _ -> CompletableFuture.completedStage(new Neighbour.Answer(200, Map.of(), null)));

  @ParameterizedTest
  @CsvSource({
    "/mailbox,true",
    "/mailbox/m-1,true",
    "/api/v1/mailbox/m-1,true",
    "/subscriptions,true",
    "/api/v1/subscriptions/s-1/test,true",
    "/api/v1/record,true",
    "/subscription/unsubscribe/v1.eyJ_-x.c2ln,true",
    "/hooks/ses,true",
    "/hooks,false",
    "/subscription/../api/v1/runs,false",
    "/subscriptionsx,false",
    "/mailboxes,false",
    "/machines,false",
    "/queues,false",
    "/signals,true",
    "/signalsx,false",
    "/api/v1/runs,false",
    "/mailbox/../api/v1/runs,false",
    "/mailbox/%2e%2e/x,false",
    "/mailbox/a;b,false",
    "/mailbox/http://evil.example,true"
  })
  void passesOnOnlyThePathsOfItsNeighbours(String path, boolean passed) {
    // Given a scheduler beside a notification service

    // When
    boolean found = neighbours.of(path).isPresent();

    // Then
    assertThat(found).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "true,localhost:8080,,true",
    "true,127.0.0.1:8080,http://127.0.0.1:8080,true",
    "false,localhost:8080,,false",
    "true,evil.example:8080,,false",
    "true,localhost.evil.example,,false",
    "true,localhost:8080,http://evil.example,false",
    "true,localhost:8080,null,false"
  })
  void trustsWithoutAKeyOnlyThisMachineOnThisOrigin(
      boolean loopback, String host, String origin, boolean trusted) {
    // Given a request of the table

    // When
    boolean local = Neighbours.local(loopback, host, origin == null ? "" : origin);

    // Then
    assertThat(local).isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "/subscription/unsubscribe/v1.a.b,true",
    "/subscription/,true",
    "/hooks/ses,true",
    "/hooks/ses/x,false",
    "/hooks,false",
    "/subscription,false",
    "/subscriptions,false",
    "/api/v1/subscriptions,false",
    "/mailbox,false"
  })
  void opensOnlyTheLinksOfMailsAndTheProvidersDoorToEverybody(String path, boolean open) {
    // When
    boolean answer = Neighbours.isOpen(path);

    // Then
    assertThat(answer).isEqualTo(open);
  }

  @Test
  void refusesAServiceThatIsNotOne() {
    // Given
    Map<String, URI> misspelt = Map.of("mailbx", URI.create("http://127.0.0.1:1"));

    // When
    var building = assertThatThrownBy(() -> new Neighbours(misspelt, _ -> null));

    // Then
    building.hasMessageContaining("mailbx");
  }
}
