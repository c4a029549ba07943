package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import openbell.client.ApiClient;
import openbell.client.ApiException;
import openbell.client.api.PortfoliosApi;
import openbell.client.api.RunsApi;
import openbell.client.model.PageRunView;
import openbell.client.model.PortfolioView;
import openbell.client.model.RunView;
import openbell.client.model.RunWish;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// The main journey with the client that is generated from `docs/openapi.json`.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(House.class)
class GeneratedClientTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TestHTTPResource("/")
  URI base;

  @Test
  void submitsRunsReadsAndDeletes() throws Exception {
    // Given
    ApiClient client = client();
    PortfoliosApi portfolios = new PortfoliosApi(client);
    RunsApi runs = new RunsApi(client);
    // When
    PortfolioView submitted = portfolios.postPortfolios(document("golden-cross.json"), "by-client");
    RunView asked =
        portfolios.postPortfolioRuns(
            submitted.getId(), new RunWish().session(Things.SESSION), null);
    await().atMost(LONGEST).until(() -> runs.getRun(asked.getId()).getState().equals("DONE"));
    // Then
    assertThat(portfolios.getPortfolio(submitted.getId()).getSymbols()).containsExactly("AAPL");
    assertThat(portfolios.getPortfolioDocument(submitted.getId())).containsKey("symbols");
    PageRunView page = portfolios.getPortfolioRuns(submitted.getId(), null, "10");
    assertThat(page.getItems()).extracting(RunView::getId).containsExactly(asked.getId());
    assertThat(page.getItems().getFirst().getSession()).isEqualTo(LocalDate.parse(Things.SESSION));
    assertThat(runs.getRuns(null, "1").getItems()).hasSize(1);
    assertThat(runs.getRunArtifacts(asked.getId()).getFiles()).hasSizeGreaterThan(3);
    assertThat(Files.readString(runs.getRunArtifact(asked.getId(), "result.json").toPath()))
        .startsWith("{");
    // and the same key again is the same portfolio
    assertThat(portfolios.postPortfolios(document("golden-cross.json"), "by-client").getId())
        .isEqualTo(submitted.getId());
    // When
    portfolios.deletePortfolio(submitted.getId(), null);
    // Then
    assertThatThrownBy(() -> portfolios.getPortfolio(submitted.getId()))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.getCode()).isEqualTo(404);
              assertThat(refused.getResponseBody()).contains("portfolio-not-found");
            });
  }

  private ApiClient client() {
    ApiClient client = new ApiClient();
    client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    client.updateBaseUri(base.toString().replaceAll("/$", ""));
    client.setRequestInterceptor(request -> request.header("Authorization", House.BOB));
    return client;
  }

  private static Map<String, Object> document(String sample) throws Exception {
    return Operation.JSON.readValue(House.sample(sample), new TypeReference<>() {});
  }
}
