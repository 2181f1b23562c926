package io.bancheng.routes;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Poll;
import io.bancheng.canonical.PollState;
import io.bancheng.canonical.PollStep;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.RestPolling;
import io.bancheng.mappings.Page;
import io.bancheng.security.OutsideSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Asks departments' own systems for replies (轮询): when it is time, page by page; what is new every
 * few minutes, all that is open once a night.
 */
public final class RestPoll {
  private static final String URL = "pollUrl";
  private static final String TURNS = "pollTurns";
  private static final String CLAIMED = "polls";
  private static final int MOST_TURNS = 20;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** Between the end of a call and the end of its lease: time to keep what came. */
  private static final Duration SPARE = Duration.ofSeconds(60);

  private final ActiveConfig configuration;
  private final Reader reader;
  private final OutsideSecrets secrets;
  private final Patience patience;
  private final Clock clock;
  private final MeterRegistry meters;

  public RestPoll(
      ActiveConfig configuration,
      Reader reader,
      OutsideSecrets secrets,
      Clock clock,
      MeterRegistry meters) {
    this.configuration = configuration;
    this.reader = reader;
    this.secrets = secrets;
    this.patience = new Patience(clock, Patience.DEPARTMENTS);
    this.clock = clock;
    this.meters = meters;
  }

  /** Whether the same turn goes on: as long as there was something, but not for ever. */
  public boolean goesOn(Exchange exchange) {
    int turns = exchange.getProperty(TURNS, 0, Integer.class);
    exchange.setProperty(TURNS, turns + 1);
    var claimed = exchange.getProperty(CLAIMED, List.class);
    return turns == 0 || turns < MOST_TURNS && !claimed.isEmpty();
  }

  /** When that department may be asked for what. */
  public Poll.Due due(String department, Instant now) {
    var id = DepartmentId.parse(department);
    var connection = configuration.current().connections().get(id);
    return connection == null || connection.poll().isEmpty()
        ? new Poll.Due(id, false, now, now, SPARE)
        : due(connection, connection.poll().get(), now);
  }

  private static Poll.Due due(DepartmentConnection connection, RestPolling polling, Instant now) {
    var local = LocalTime.ofInstant(now, CanonicalJson.ZONE);
    boolean kept = connection.pace().maintenance().filter(w -> w.contains(local)).isPresent();
    return new Poll.Due(
        connection.id(),
        !kept,
        now.minus(polling.every()),
        last(polling.nightly().at(), now.atZone(CanonicalJson.ZONE)),
        polling.access().limits().total().plus(SPARE));
  }

  /** Whether there is anything to ask. */
  public boolean asks(Poll poll) {
    return !turner(poll).idle();
  }

  /** What follows when there is nothing to ask. */
  public PollStep idle(Poll poll) {
    return turner(poll).idly();
  }

  /** Writes the question: where, since when, which page, the login; nothing else. */
  public void ask(Exchange exchange, Poll poll) {
    var turner = turner(poll);
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setBody(null);
    var url = url(turner);
    in.setHeader(Exchange.HTTP_PATH, url.getRawPath());
    if (url.getRawQuery() != null) {
      in.setHeader(Exchange.HTTP_RAW_QUERY, url.getRawQuery());
    }
    in.setHeader("Accept", "*/*");
    turner.seen(url).ifPresent(seen -> conditions(exchange, seen));
    var access = turner.polling().access();
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    var request = RestLogin.request("GET", path, new byte[0], clock.instant().getEpochSecond());
    String system = "department." + poll.department().dotted();
    RestLogin.headers(access.login(), () -> secrets.need(system, access.purpose()), request)
        .forEach(in::setHeader);
    exchange.setProperty(URL, url);
  }

  /**
   * What follows from the answer.
   *
   * @throws NotTaken if there was none that could be used
   */
  public PollStep read(Exchange exchange, Poll poll) throws NotTaken {
    var in = exchange.getIn();
    int status = in.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    String later = in.getHeader("Retry-After", String.class);
    var turner = turner(poll);
    var url = exchange.getProperty(URL, URI.class);
    byte[] body = in.getBody() == null ? new byte[0] : in.getBody(byte[].class);
    var answer =
        new PageTurner.Answer(
            url, body, Page.linked(in.getHeader("Link", "", String.class)), seen(exchange, url));
    var type = in.getHeader(Exchange.CONTENT_TYPE, String.class);
    in.removeHeaders("*");
    in.setBody(null);
    if (turner.maybeAbsent(status)) {
      return counted(poll, "ABSENT", turner.absent());
    }
    if (status == NOT_MODIFIED || status == NO_CONTENT) {
      return counted(poll, "UNCHANGED", turner.unchanged());
    }
    if (status / 100 != 2) {
      throw new NotTaken(status, later);
    }
    return page(turner, answer, type);
  }

  /** What follows from a call that gave no answer, or none that could be used. */
  public PollStep failed(Exchange exchange, Poll poll) {
    var why = told(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setBody(null);
    return counted(poll, "FAILED", turner(poll).failed(pause(poll, why)));
  }

  private PollStep page(PageTurner turner, PageTurner.Answer answer, String type) {
    var poll = turner.poll();
    var now = clock.instant();
    String door = "department." + poll.department().dotted();
    String id = "page:" + Sha256.hex(answer.body());
    var message = new InboundMessage(null, door, id, type, null, answer.body(), now);
    try {
      var page = turner.mapping().page(answer.body(), type);
      var replies = Reader.each(message, page.items());
      return counted(poll, "READ", turner.turned(page, answer, now).with(replies));
    } catch (Unacceptable e) {
      var step = turner.failed(pause(poll, e));
      boolean news = poll.state().failures() == 0;
      return counted(
          poll, "UNREADABLE", news ? step.parking(new PollStep.Unreadable(message, e)) : step);
    }
  }

  /** Camel wraps what an expression throws. */
  private static Exception told(Exception caught) {
    for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotTaken notTaken) {
        return notTaken;
      }
    }
    return caught;
  }

  private Duration pause(Poll poll, Exception why) {
    return patience.after(poll.state().failures(), why);
  }

  private PollStep counted(Poll poll, String outcome, PollStep step) {
    meters
        .counter("bancheng.polls", "department", poll.department().toString(), "outcome", outcome)
        .increment();
    return step;
  }

  private static URI url(PageTurner turner) {
    var polling = turner.polling();
    var about = turner.one() ? turner.poll().open().next() : null;
    return polling.asked(about, turner.since(), turner.page());
  }

  private static void conditions(Exchange exchange, PollState.Seen seen) {
    if (seen.etag() != null) {
      exchange.getIn().setHeader("If-None-Match", seen.etag());
    }
    if (seen.modified() != null) {
      exchange.getIn().setHeader("If-Modified-Since", seen.modified());
    }
  }

  private static PollState.Seen seen(Exchange exchange, URI url) {
    String etag = exchange.getIn().getHeader("ETag", String.class);
    String modified = exchange.getIn().getHeader("Last-Modified", String.class);
    return etag == null && modified == null
        ? null
        : new PollState.Seen(url.toString(), etag, modified);
  }

  /** The last time that it was that time of day. */
  private static Instant last(LocalTime at, ZonedDateTime now) {
    var today = now.with(at);
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  private PageTurner turner(Poll poll) {
    var config = configuration.current();
    var connection = connection(poll.department());
    var mapping = connection.mapping().flatMap(reader.mappings(config)::replies).orElseThrow();
    return new PageTurner(poll, connection.poll().orElseThrow(), mapping);
  }

  private DepartmentConnection connection(DepartmentId department) {
    var connection = configuration.current().connections().get(department);
    if (connection == null || connection.poll().isEmpty()) {
      throw new IllegalStateException("department " + department + " is not polled");
    }
    return connection;
  }
}
