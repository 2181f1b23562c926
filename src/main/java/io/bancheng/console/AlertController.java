package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.AlertScope;
import io.bancheng.ledger.Alerts;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Alerts of the caller's regions: what a person must look at beside single cases. Whoever
 * acknowledges one owns it.
 */
@RestController
@RequestMapping(path = "/api/v1/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
class AlertController {
  private static final int PAGE = 200;
  private static final int LONGEST_HOURS = 24 * 31;

  private final Alerts alerts;
  private final StaffDesk staff;
  private final Clock clock;

  AlertController(Alerts alerts, StaffDesk staff, Clock clock) {
    this.alerts = alerts;
    this.staff = staff;
    this.clock = clock;
  }

  /** The latest alerts; with {@code open=true} those that nobody owns, put off or closed. */
  @GetMapping
  String list(
      @RequestParam(defaultValue = "false") boolean open, @AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(Map.of("alerts", seen(open, caller)));
  }

  List<Alerts.Alert> seen(boolean open, Caller caller) {
    return alerts.list(open, scope(caller), clock.instant(), PAGE);
  }

  /** The caller takes an alert as theirs, with a note if they like. */
  @PostMapping("/{id}/acknowledge")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void acknowledge(
      @PathVariable long id,
      @RequestParam(required = false) String note,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    theirs(id, caller);
    String kept = AuditedCalls.why(request, note);
    done(alerts.own(id, caller.id(), kept, clock.instant()));
  }

  /** Puts an alert off for some hours, a month at most. */
  @PostMapping("/{id}/snooze")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void snooze(
      @PathVariable long id,
      @RequestParam int hours,
      @RequestParam(required = false) String note,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    theirs(id, caller);
    if (hours < 1 || hours > LONGEST_HOURS) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "hours must be from 1 to " + LONGEST_HOURS + ".");
    }
    var now = clock.instant();
    String kept = AuditedCalls.why(request, note);
    done(alerts.snooze(id, caller.id(), kept, now.plus(Duration.ofHours(hours)), now));
  }

  /** The caller says that it is over. */
  @PostMapping("/{id}/close")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void close(
      @PathVariable long id,
      @RequestParam(required = false) String note,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    theirs(id, caller);
    String kept = AuditedCalls.why(request, note);
    done(alerts.close(id, caller.id(), kept, clock.instant()));
  }

  private AlertScope scope(Caller caller) {
    return AlertScope.of(staff.account(caller));
  }

  private void theirs(long id, Caller caller) {
    if (!alerts.has(id, scope(caller))) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such alert.");
    }
  }

  private static void done(boolean done) {
    if (!done) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "No open alert has that id.");
    }
  }
}
