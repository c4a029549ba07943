package openbell.signal.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardTip;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.signal.forward.ForwardCheck;
import openbell.signal.forward.ForwardCheck.Checked;
import openbell.signal.forward.ForwardRecord;
import org.jspecify.annotations.Nullable;

/// What was recorded of the owner's signals, for reading and for checking.
@Path("/api/v1/record")
@Blocking
public class RecordResource {

  /// Lines per answer.
  private static final int MOST = 1000;

  private static final int DAYS = 31;

  private final ForwardRecord forward;
  private final ForwardCheck check;
  private final Caller caller;

  public RecordResource(ForwardRecord forward, ForwardCheck check, Caller caller) {
    this.forward = forward;
    this.check = check;
    this.caller = caller;
  }

  /// @param number of the last entry; 0 when there is none
  /// @param days the last entry of each of the last days, newest first
  public record Head(String owner, long number, String hash, List<Day> days) {}

  /// @param day in UTC
  public record Day(LocalDate day, long number, String hash, Instant recordedAt) {}

  /// @param whole whether every entry is as it was written
  /// @param entries how many are, from the first
  /// @param hash of the last of these
  /// @param firstBad number of the first that is not; null when there is none
  /// @param reason what is wrong; empty when nothing is
  public record Verdict(
      boolean whole, long entries, String hash, @Nullable Long firstBad, String reason) {}

  /// One entry per line, by number. Of one portfolio the lines have gaps: only the whole record is
  /// a chain.
  ///
  /// @param after number of the last line of the page before
  @GET
  @Produces("application/x-ndjson")
  public String lines(
      @QueryParam("after") @DefaultValue("0") String after,
      @QueryParam("limit") @DefaultValue("1000") String limit,
      @QueryParam("portfolio") @Nullable String portfolio) {
    List<String> lines =
        forward.lines(
            caller.owner(),
            number("after", after, 0, Long.MAX_VALUE),
            portfolio == null || portfolio.isBlank() ? null : portfolio(portfolio),
            (int) number("limit", limit, 1, MOST));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  @GET
  @Path("/head")
  @Produces(MediaType.APPLICATION_JSON)
  public Head head() {
    Owner owner = caller.owner();
    ForwardTip tip = forward.head(owner);
    List<Day> days =
        forward.days(owner, DAYS).stream()
            .map(day -> new Day(day.day(), day.number(), day.hash(), day.recordedAt()))
            .toList();
    return new Head(owner.value(), tip.number(), tip.hash(), days);
  }

  /// Computes every hash again. Whoever does not trust the server exports and does it at home.
  @GET
  @Path("/verify")
  @Produces(MediaType.APPLICATION_JSON)
  public Verdict verify() {
    Checked checked = check.check(caller.owner());
    ForwardTip whole = checked.whole();
    return checked.flaw() == null
        ? new Verdict(true, whole.number(), whole.hash(), null, "")
        : new Verdict(
            false, whole.number(), whole.hash(), checked.flaw().number(), checked.flaw().reason());
  }

  private static PortfolioId portfolio(String text) {
    try {
      return new PortfolioId(text);
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          400, "bad-portfolio", "`portfolio` is the id of a portfolio: a-z, 0-9 and -.");
    }
  }

  private static long number(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw badNumber(name, least, most);
    }
    throw badNumber(name, least, most);
  }

  private static ProblemException badNumber(String name, long least, long most) {
    String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
    return new ProblemException(
        400, "bad-number", "`%s` is a whole number, %s.".formatted(name, range));
  }
}
