package io.bancheng.routes;

import io.bancheng.canonical.Delivery;
import io.bancheng.canonical.DeliveryEvidence;
import io.bancheng.canonical.DeliveryOutcome;
import io.bancheng.canonical.DeliveryOutcome.Health;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Sha256;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.RestDelivery;
import io.bancheng.config.RestDelivery.Address;
import io.bancheng.config.RestDelivery.OnUnknown;
import io.bancheng.mappings.DepartmentDialect;
import io.bancheng.mappings.Receipt;
import io.bancheng.security.OutsideSecrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Brings letters to departments' systems over HTTP (投递): writes the request, reads the receipt, and
 * says what an attempt came to. What may have arrived is never sent again unless the department
 * said that this does no harm, or its system says that it has nothing.
 */
public final class RestPost {
  private static final String PURPOSE = "rest";
  private static final String REQUEST = "restRequest";

  /** What comes up as doubtful so often is a person's matter. */
  private static final int MOST_DOUBTS = 12;

  /** Between the end of a call and the end of its lease: time to write down how it ended. */
  private static final Duration SPARE = Duration.ofSeconds(15);

  private final ActiveConfig configuration;
  private final Reader reader;
  private final OutsideSecrets secrets;
  private final Patience patience;
  private final Clock clock;

  public RestPost(ActiveConfig configuration, Reader reader, OutsideSecrets secrets, Clock clock) {
    this.configuration = configuration;
    this.reader = reader;
    this.secrets = secrets;
    this.patience = new Patience(clock, Patience.DEPARTMENTS);
    this.clock = clock;
  }

  /** How long an attempt is the claimer's. */
  public Duration lease(String department) {
    return rest(DepartmentId.parse(department)).limits().total().plus(SPARE);
  }

  /** Writes the request: the letter, its key, the login; nothing else. */
  public void write(Exchange exchange, Delivery delivery) {
    var dialect = dialect(delivery.department());
    byte[] body = dialect.letter(delivery.body());
    var rest = rest(delivery.department());
    open(exchange, delivery, rest, new Call(rest.method(), rest.to(), body));
    exchange.getIn().setHeader(Exchange.CONTENT_TYPE, dialect.contentType());
    exchange.getIn().setHeader("Idempotency-Key", delivery.messageId());
    exchange.getIn().setBody(body);
    exchange.setProperty(REQUEST, Sha256.hex(body));
  }

  /** Whether the department's system is to be asked about a letter that may have arrived. */
  public boolean asks(Delivery delivery) {
    return rest(delivery.department()).onUnknown() == OnUnknown.LOOKUP;
  }

  /** Writes the question whether a letter arrived. */
  public void ask(Exchange exchange, Delivery delivery) {
    var rest = rest(delivery.department());
    open(exchange, delivery, rest, new Call("GET", rest.lookup().orElseThrow(), new byte[0]));
    exchange.getIn().setBody(null);
    exchange.setProperty(REQUEST, Sha256.hex(new byte[0]));
  }

  /** What the answer to a letter says. */
  public DeliveryOutcome read(Exchange exchange, Delivery delivery) {
    var answer = Answer.of(exchange);
    var seen = answer.evidence(exchange);
    var why = new NotTaken(answer.status(), answer.retryAfter());
    return switch (RestVerdict.of(answer.status(), answer.retryAfter() != null)) {
      case KNOWN -> DeliveryOutcome.delivered(seen);
      case TAKEN -> receipt(answer, delivery, seen);
      case REFUSED ->
          DeliveryOutcome.rejected(
              seen, RestVerdict.login(answer.status()) ? Health.ILL : Health.WELL);
      case LATER ->
          DeliveryOutcome.failed(seen, patience.after(delivery.attempt(), why), Health.ILL);
      case BUSY ->
          DeliveryOutcome.failed(seen, patience.after(delivery.attempt(), why), Health.BUSY);
      case UNKNOWN -> unknown(delivery, seen);
    };
  }

  /** What the answer to a question says. */
  public DeliveryOutcome found(Exchange exchange, Delivery delivery) {
    var answer = Answer.of(exchange);
    var seen = answer.evidence(exchange);
    boolean good = answer.status() / 100 == 2;
    var receipt = good ? judged(answer, delivery) : Receipt.UNCLEAR;
    if (receipt == Receipt.TAKEN) {
      return DeliveryOutcome.delivered(seen);
    }
    boolean absent = receipt == Receipt.ABSENT || answer.status() == 404 || answer.status() == 410;
    return absent ? DeliveryOutcome.resent(seen, Duration.ZERO) : unknown(delivery, seen);
  }

  /** What follows from a call that gave no answer. */
  public DeliveryOutcome failed(Exchange exchange, Delivery delivery) {
    var why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String request = exchange.getProperty(REQUEST, String.class);
    boolean left = request != null && !(why instanceof OutsideClient.NotSent);
    var seen =
        new DeliveryEvidence(
            request, left, null, why.getClass().getSimpleName() + ": " + why.getMessage());
    exchange.getIn().removeHeaders("*");
    if (left || delivery.doubtful()) {
      return unknown(delivery, seen);
    }
    return DeliveryOutcome.failed(seen, patience.after(delivery.attempt(), why), Health.ILL);
  }

  /** What follows from a doubt where nobody can be asked. */
  public DeliveryOutcome doubt(Delivery delivery) {
    return unknown(
        delivery, new DeliveryEvidence(null, true, null, "nobody said how the attempt ended"));
  }

  private DeliveryOutcome receipt(Answer answer, Delivery delivery, DeliveryEvidence seen) {
    return switch (judged(answer, delivery)) {
      case TAKEN -> DeliveryOutcome.delivered(seen);
      case REFUSED -> DeliveryOutcome.rejected(seen, Health.WELL);
      case ABSENT, UNCLEAR -> unknown(delivery, seen);
    };
  }

  private Receipt judged(Answer answer, Delivery delivery) {
    return dialect(delivery.department()).receipt(answer.body(), answer.contentType());
  }

  private DeliveryOutcome unknown(Delivery delivery, DeliveryEvidence seen) {
    int doubts = Math.max(delivery.attempt(), delivery.lease());
    var pause = patience.grown(doubts);
    if (doubts >= MOST_DOUBTS) {
      return DeliveryOutcome.parked(seen);
    }
    return switch (rest(delivery.department()).onUnknown()) {
      case RETRY -> DeliveryOutcome.resent(seen, pause);
      case LOOKUP -> DeliveryOutcome.doubtful(seen, pause);
      case PARK -> DeliveryOutcome.parked(seen);
    };
  }

  private record Call(String method, Address to, byte[] body) {}

  private void open(Exchange exchange, Delivery delivery, RestDelivery rest, Call call) {
    var in = exchange.getIn();
    in.removeHeaders("*");
    String path = call.to().path(delivery.messageId());
    if (call.to().named()) {
      in.setHeader(Exchange.HTTP_PATH, path);
    }
    URI base = call.to().base();
    var request =
        RestLogin.request(
            call.method(), base.getRawPath() + path, call.body(), clock.instant().getEpochSecond());
    String system = "department." + delivery.department().dotted();
    RestLogin.headers(rest.login(), () -> secrets.need(system, PURPOSE), request)
        .forEach(in::setHeader);
  }

  private RestDelivery rest(DepartmentId department) {
    return connection(department)
        .map(DepartmentConnection::settings)
        .filter(RestDelivery.class::isInstance)
        .map(RestDelivery.class::cast)
        .orElseThrow(
            () -> new IllegalStateException("department " + department + " is not called by HTTP"));
  }

  private DepartmentDialect dialect(DepartmentId department) {
    return connection(department)
        .flatMap(DepartmentConnection::mapping)
        .flatMap(reader.mappings(configuration.current())::department)
        .orElse(DepartmentDialect.PLAIN);
  }

  private Optional<DepartmentConnection> connection(DepartmentId department) {
    return Optional.ofNullable(configuration.current().connections().get(department));
  }

  /** What came back. */
  private record Answer(int status, String retryAfter, String contentType, byte[] body) {
    private static final int SHOWN = 500;

    static Answer of(Exchange exchange) {
      var in = exchange.getIn();
      byte[] body = in.getBody() == null ? new byte[0] : in.getBody(byte[].class);
      var answer =
          new Answer(
              in.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
              in.getHeader("Retry-After", String.class),
              in.getHeader(Exchange.CONTENT_TYPE, String.class),
              body == null ? new byte[0] : body);
      in.removeHeaders("*");
      in.setBody(null);
      return answer;
    }

    DeliveryEvidence evidence(Exchange exchange) {
      String said = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
      return new DeliveryEvidence(exchange.getProperty(REQUEST, String.class), true, status, said);
    }
  }
}
