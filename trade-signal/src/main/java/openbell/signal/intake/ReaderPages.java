package openbell.signal.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import openbell.runtime.rest.OpenToAll;
import openbell.runtime.rest.ProblemException;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.LinkBudget;
import openbell.signal.subscribe.ReaderDesk;
import openbell.signal.subscribe.Wish;
import openbell.signal.subscribe.WishText;
import org.jspecify.annotations.Nullable;

/// The pages that links in mails lead to. No login: the token is the proof. Opening a page changes
/// nothing, because programs that check mails open every link.
@Path("/subscription")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@OpenToAll
@Blocking
public class ReaderPages {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  private static final int OK = 200;
  private static final int GONE = 404;
  private static final int UNUSABLE = 422;

  private final ReaderDesk desk;
  private final LinkBudget budget;

  public ReaderPages(ReaderDesk desk, LinkBudget budget) {
    this.desk = desk;
    this.budget = budget;
  }

  /// The templates of these pages.
  @CheckedTemplate(basePath = "signal")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance unsubscribe(boolean zh, boolean digest, boolean done);

    static native TemplateInstance confirm(ConfirmPage page);

    static native TemplateInstance preferences(PreferencesPage page);

    static native TemplateInstance ended(boolean zh);
  }

  /// @param address partly masked
  /// @param preferences path of the preference page; empty before it is confirmed
  public record ConfirmPage(
      boolean zh, String address, String portfolio, boolean done, String preferences) {}

  @GET
  @Path("/unsubscribe/{token}")
  public Response askToUnsubscribe(@PathParam("token") String token, @Context HttpHeaders headers) {
    take(token);
    return unsubscribePage(token, headers, false);
  }

  /// RFC 8058: whatever the body says, and whoever sends it. The answer is the same whether there
  /// was anything to end or not.
  @POST
  @Path("/unsubscribe/{token}")
  public Response unsubscribe(@PathParam("token") String token, @Context HttpHeaders headers) {
    take(token);
    desk.unsubscribe(token);
    return unsubscribePage(token, headers, true);
  }

  @GET
  @Path("/confirm/{token}")
  public Response askToConfirm(@PathParam("token") String token, @Context HttpHeaders headers) {
    take(token);
    return confirmPage(desk.toConfirm(token), headers);
  }

  @POST
  @Path("/confirm/{token}")
  public Response confirm(@PathParam("token") String token, @Context HttpHeaders headers) {
    take(token);
    return confirmPage(desk.confirm(token), headers);
  }

  @GET
  @Path("/preferences/{token}")
  public Response preferences(@PathParam("token") String token, @Context HttpHeaders headers) {
    take(token);
    return desk.preferences(token)
        .map(one -> page(OK, Templates.preferences(PreferencesPage.of(one, ""))))
        .orElseGet(() -> ended(headers));
  }

  @POST
  @Path("/preferences/{token}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(
      @PathParam("token") String token,
      @Nullable MultivaluedMap<String, String> form,
      @Context HttpHeaders headers) {
    take(token);
    Optional<Subscription> before = desk.preferences(token);
    if (before.isEmpty() || form == null) {
      return ended(headers);
    }
    PreferenceForm filled = PreferenceForm.of(form);
    return switch (filled.action()) {
      case "unsubscribe" -> shown(desk.end(token), "ended", headers);
      case "resume" -> shown(desk.resume(token), "resumed", headers);
      default -> save(token, before.get(), filled, headers);
    };
  }

  private Response save(
      String token, Subscription before, PreferenceForm filled, HttpHeaders headers) {
    WishText text = new WishText();
    Wish wish = filled.wish(before, text);
    return text.flaws().isEmpty()
        ? shown(desk.choose(token, wish), "saved", headers)
        : page(
            UNUSABLE, Templates.preferences(PreferencesPage.again(before, filled, text.flaws())));
  }

  private static Response shown(Optional<Subscription> now, String said, HttpHeaders headers) {
    return now.map(one -> page(OK, Templates.preferences(PreferencesPage.of(one, said))))
        .orElseGet(() -> ended(headers));
  }

  private Response unsubscribePage(String token, HttpHeaders headers, boolean done) {
    return page(OK, Templates.unsubscribe(isChinese(headers), desk.endsDigest(token), done));
  }

  private Response confirmPage(Optional<Subscription> found, HttpHeaders headers) {
    return found
        .map(
            one -> {
              boolean done = one.state() == State.CONFIRMED;
              return page(
                  OK,
                  Templates.confirm(
                      new ConfirmPage(
                          PreferencesPage.isChinese(one),
                          PreferencesPage.masked(one),
                          one.portfolioName(),
                          done,
                          done ? desk.preferencesPath(one) : "")));
            })
        .orElseGet(() -> ended(headers));
  }

  private static Response ended(HttpHeaders headers) {
    return page(GONE, Templates.ended(isChinese(headers)));
  }

  private static Response page(int status, TemplateInstance page) {
    return Response.status(status)
        .entity(page.render())
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .header("X-Robots-Tag", "noindex, nofollow")
        .build();
  }

  private void take(String token) {
    Duration wait = budget.take(token);
    if (!wait.isZero()) {
      throw new ProblemException(
          429, "too-many-requests", "This link was used too often: try again in a minute.");
    }
  }

  /// What the browser or mail program prefers, where nothing may be said about the subscription.
  private static boolean isChinese(HttpHeaders headers) {
    return headers.getAcceptableLanguages().stream()
        .findFirst()
        .map(locale -> locale.getLanguage().equals("zh"))
        .orElse(false);
  }
}
