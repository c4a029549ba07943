package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.strategy.Finding;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.submit.InstrumentList;
import org.jspecify.annotations.Nullable;

/// The editor: a new portfolio, or a new version of one.
///
/// The scripts of the page go by the public API: checks while typing, dry runs, the impact of an
/// edit, the edit itself. Without scripts a new portfolio can still be written and submitted.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class EditorPages {
  private final Caller caller;
  private final PortfolioBook book;
  private final Submitting submitting;
  private final InstrumentList instruments;

  EditorPages(
      Caller caller, PortfolioBook book, Submitting submitting, InstrumentList instruments) {
    this.caller = caller;
    this.book = book;
    this.submitting = submitting;
    this.instruments = instruments;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance editor(EditorPage page);
  }

  /// What the editor begins with.
  ///
  /// @param id of the portfolio to edit; empty for a new one
  /// @param symbols that have bars, bounded; more can be typed
  /// @param trouble why the document was refused; empty when it was not
  public record EditorPage(
      String id,
      String name,
      String document,
      List<String> symbols,
      String trouble,
      List<Finding> findings) {}

  @GET
  @Path("portfolios/new")
  public TemplateInstance begin() {
    return Templates.editor(fresh(Starter.document(instruments.symbols()), "", List.of()));
  }

  /// Submits what was written; what is refused is shown again beside its mistakes.
  @POST
  @Path("portfolios/new")
  public Response submit(@FormParam("document") @Nullable String document) {
    String text = document == null ? "" : document;
    try {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      String id = submitting.submit(caller.owner(), body, null).view().id();
      return Response.seeOther(URI.create("/portfolios/" + id)).build();
    } catch (ProblemException e) {
      return Response.status(e.status())
          .type(MediaType.TEXT_HTML_TYPE)
          .entity(Templates.editor(fresh(text, e.detail(), e.findings())).render())
          .build();
    }
  }

  @GET
  @Path("portfolios/{id}/edit")
  public TemplateInstance edit(@PathParam("id") String id) {
    PortfolioId portfolio = Problems.portfolio(id);
    Portfolio found = book.find(caller.owner(), portfolio).orElseThrow(Problems::noPortfolio);
    String document = book.document(caller.owner(), portfolio).orElseThrow(Problems::noPortfolio);
    return Templates.editor(
        new EditorPage(
            portfolio.value(),
            found.definition().name(),
            document,
            Starter.offered(instruments.symbols()),
            "",
            List.of()));
  }

  private EditorPage fresh(String document, String trouble, List<Finding> findings) {
    return new EditorPage(
        "", "", document, Starter.offered(instruments.symbols()), trouble, findings);
  }
}
