package io.bancheng.open311;

import io.bancheng.canonical.ChannelPaused;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.pages.RateLimit;
import io.bancheng.pages.TooMany;
import io.bancheng.security.SystemKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open311 GeoReport v2 with the service request updates that FixMyStreet added: civic apps file and
 * follow cases. {@code api_key} is the key of the channel {@code open311}.
 *
 * @see <a href="https://wiki.open311.org/GeoReport_v2/">GeoReport v2</a>
 */
@RestController
@RequestMapping("/open311/v2")
class GeoReportController {
  private static final Logger LOG = LoggerFactory.getLogger(GeoReportController.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int WRONG_KEYS_PER_CLIENT = 10;
  private static final int WRONG_KEYS_IN_ALL = 200;
  private static final Duration USUAL_SPAN = Duration.ofDays(90);
  private static final int MOST_IDS = 100;
  private static final String UPDATES = "service_request_updates";

  private final Services services;
  private final Requests requests;
  private final IntakeDesk intake;
  private final Door door;
  private final RateLimit limit;

  /** Who is let in, and when. */
  record Door(SystemKeys keys, Clock clock) {}

  GeoReportController(Services services, Requests requests, IntakeDesk intake, Door door) {
    this.services = services;
    this.requests = requests;
    this.intake = intake;
    this.door = door;
    this.limit = new RateLimit(WRONG_KEYS_PER_CLIENT, WRONG_KEYS_IN_ALL, PERIOD, door.clock());
  }

  @GetMapping("/services.{format:json|xml}")
  ResponseEntity<String> services(@PathVariable String format) {
    return Answer.of("services", "service", services.all()).as(format);
  }

  @GetMapping("/services/{code}.{format:json|xml}")
  ResponseEntity<String> service(@PathVariable String code, @PathVariable String format) {
    var definition = List.of(services.definition(code));
    return "xml".equals(format)
        ? Answer.of("service_definitions", "service_definition", definition).as(format)
        : Answer.of("", "", definition).as(format);
  }

  /** Files a case; the query code stands in the notice for the person who filed it. */
  @PostMapping("/requests.{format:json|xml}")
  ResponseEntity<String> file(
      HttpServletRequest request,
      @PathVariable String format,
      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
    enter(request);
    var form = new RequestForm(request.getParameterMap());
    var service =
        services
            .find(form.get("service_code"))
            .orElseThrow(
                () -> new Refusal(HttpStatus.BAD_REQUEST, "service_code is missing or unknown."));
    required(form, "description");
    var receipt = intake.take(form.message(service, key, door.clock().instant()));
    var json = new LinkedHashMap<String, Object>();
    json.put(Requests.ID, receipt.caseNo());
    json.put("service_notice", "查询码 " + receipt.queryCode() + "，在 /track 查看进度。");
    return Answer.of("service_requests", "request", List.of(json)).as(format);
  }

  @GetMapping("/requests/{caseNo}.{format:json|xml}")
  ResponseEntity<String> request(
      HttpServletRequest request, @PathVariable String caseNo, @PathVariable String format) {
    enter(request);
    var found = requests.one(caseNo);
    if (found.isEmpty()) {
      throw new Refusal(HttpStatus.NOT_FOUND, "service_request_id " + caseNo + " is not known.");
    }
    return Answer.of("service_requests", "request", found).as(format);
  }

  @GetMapping("/requests.{format:json|xml}")
  ResponseEntity<String> requests(
      HttpServletRequest request,
      @PathVariable String format,
      @RequestParam(name = "service_request_id", required = false) String ids,
      @RequestParam(name = "service_code", required = false) String service,
      @RequestParam(required = false) String status) {
    enter(request);
    var found =
        ids == null
            ? requests.all(from(request), to(request), service, status)
            : Arrays.stream(ids.split(","))
                .limit(MOST_IDS)
                .flatMap(id -> requests.one(id.strip()).stream())
                .toList();
    return Answer.of("service_requests", "request", found).as(format);
  }

  @GetMapping("/servicerequestupdates.{format:json|xml}")
  ResponseEntity<String> updates(HttpServletRequest request, @PathVariable String format) {
    enter(request);
    return Answer.of(UPDATES, "request_update", requests.updates(from(request), to(request)))
        .as(format);
  }

  /** Adds what an app's user says to a case that came by this channel. */
  @PostMapping("/servicerequestupdates.{format:json|xml}")
  ResponseEntity<String> update(HttpServletRequest request, @PathVariable String format) {
    enter(request);
    var form = new RequestForm(request.getParameterMap());
    required(form, Requests.ID);
    required(form, "description");
    intake.note(form.update(door.clock().instant()));
    Map<String, Object> taken = Map.of(RequestForm.UPDATE, form.get(RequestForm.UPDATE));
    return Answer.of(UPDATES, "request_update", List.of(taken)).as(format);
  }

  @ExceptionHandler
  ResponseEntity<String> refused(Refusal e, HttpServletRequest request) {
    return e.answer().as(format(request));
  }

  @ExceptionHandler
  ResponseEntity<String> unacceptable(Unacceptable e, HttpServletRequest request) {
    LOG.warn("a request of an app is parked as {}", e.kind());
    var status =
        e.kind() == Unacceptable.Kind.UNKNOWN_SUBJECT
            ? HttpStatus.NOT_FOUND
            : HttpStatus.BAD_REQUEST;
    return Answer.refused(status, e.getMessage()).as(format(request));
  }

  @ExceptionHandler
  ResponseEntity<String> tooMany(TooMany e, HttpServletRequest request) {
    return Answer.refused(HttpStatus.TOO_MANY_REQUESTS, "Try again in " + e.seconds() + " seconds.")
        .as(format(request));
  }

  @ExceptionHandler
  ResponseEntity<String> paused(ChannelPaused e, HttpServletRequest request) {
    var answer =
        Answer.refused(HttpStatus.SERVICE_UNAVAILABLE, "The channel is paused. Try again later.")
            .as(format(request));
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(ChannelPaused.AGAIN_SECONDS))
        .body(answer.getBody());
  }

  /** Whoever has the channel's key; wrong ones are counted, so that nobody can guess. */
  private void enter(HttpServletRequest request) {
    String key = request.getParameter(Requests.KEY);
    if (key == null || key.isBlank()) {
      throw new Refusal(HttpStatus.FORBIDDEN, "api_key is missing.");
    }
    boolean known =
        door.keys()
            .authenticate(key.strip())
            .filter(("channel." + Requests.CHANNEL)::equals)
            .isPresent();
    if (!known) {
      limit.spend(request.getRemoteAddr(), 1);
      throw new Refusal(HttpStatus.FORBIDDEN, "api_key is not valid.");
    }
  }

  private Instant to(HttpServletRequest request) {
    var given = time(request, "end_date");
    return given == null ? door.clock().instant().plusMillis(1) : given;
  }

  private Instant from(HttpServletRequest request) {
    var given = time(request, "start_date");
    return given == null ? to(request).minus(USUAL_SPAN) : given;
  }

  private static Instant time(HttpServletRequest request, String name) {
    String text = request.getParameter(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(
          HttpStatus.BAD_REQUEST, name + " must be a time such as 2026-10-09T10:08:01+08:00.");
    }
  }

  private static void required(RequestForm form, String field) {
    if (form.get(field).isEmpty()) {
      throw new Refusal(HttpStatus.BAD_REQUEST, field + " is missing.");
    }
  }

  private static String format(HttpServletRequest request) {
    return request.getRequestURI().endsWith(".xml") ? "xml" : "json";
  }
}
