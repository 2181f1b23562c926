package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.DeliveryDecisions;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The connected departments for operations: how each line stands; pause, drain, resume. */
@RestController
@RequestMapping(path = "/api/v1/departments", produces = MediaType.APPLICATION_JSON_VALUE)
class DepartmentController {
  private final ActiveConfig configuration;
  private final Parts parts;

  /** What it asks and tells. */
  @Component
  record Parts(
      DepartmentLines lines,
      DeliveryDecisions decisions,
      DepartmentHealth health,
      StaffDesk staff,
      Clock clock) {}

  /** Pause, drain or resume. */
  private interface Switch {
    void turn(DepartmentId department, String by, String why, Instant now);
  }

  DepartmentController(ActiveConfig configuration, Parts parts) {
    this.configuration = configuration;
    this.parts = parts;
  }

  /** Every connected department of the caller's regions and how its line stands. */
  @GetMapping
  String list(@AuthenticationPrincipal Caller caller) {
    var account = parts.staff().account(caller);
    return CanonicalJson.write(Map.of("departments", parts.health().all(account)));
  }

  /** How one department's line stands. */
  @GetMapping("/{id}/health")
  String health(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(parts.health().of(theirs(id, caller)));
  }

  /** Nothing more leaves for the department until it is resumed. */
  @PostMapping("/{id}/pause")
  String pause(
      @PathVariable String id,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(id, caller, AuditedCalls.why(request, reason), parts.lines()::pause);
  }

  /** What is owed now still leaves for the department; what comes later waits. */
  @PostMapping("/{id}/drain")
  String drain(
      @PathVariable String id,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(id, caller, AuditedCalls.why(request, reason), parts.lines()::drain);
  }

  /** Everything leaves again. */
  @PostMapping("/{id}/resume")
  String resume(
      @PathVariable String id,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(id, caller, AuditedCalls.why(request, reason), parts.lines()::resume);
  }

  private String turn(String id, Caller caller, String why, Switch how) {
    how.turn(heldBack(id, caller), caller.id(), why, parts.clock().instant());
    return health(id, caller);
  }

  /** A person made sure that the department has a letter that was in doubt. */
  @PostMapping("/{id}/deliveries/{messageId}/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(
      @PathVariable String id,
      @PathVariable String messageId,
      @AuthenticationPrincipal Caller caller) {
    var now = parts.clock().instant();
    decided(parts.decisions().confirm(messageId, called(id, caller), caller.id(), now));
  }

  /** A person gives a letter up that is not on its way. */
  @PostMapping("/{id}/deliveries/{messageId}/cancel")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(
      @PathVariable String id,
      @PathVariable String messageId,
      @AuthenticationPrincipal Caller caller) {
    var now = parts.clock().instant();
    decided(parts.decisions().cancel(messageId, called(id, caller), caller.id(), now));
  }

  /** The hub holds back only what it brings or puts on a queue itself. */
  private DepartmentId heldBack(String id, Caller caller) {
    return Optional.of(theirs(id, caller))
        .filter(DepartmentJson::held)
        .map(DepartmentConnection::id)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "This department fetches its letters itself; the hub brings it nothing."));
  }

  private DepartmentId called(String id, Caller caller) {
    return Optional.of(theirs(id, caller))
        .filter(DepartmentConnection::called)
        .map(DepartmentConnection::id)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "This department reads its queue itself; the hub brings it nothing."));
  }

  private DepartmentConnection theirs(String id, Caller caller) {
    return parsed(id)
        .map(configuration.current().connections()::get)
        .filter(department -> parts.staff().account(caller).covers(department.id().region()))
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "No department of that id is connected."));
  }

  private static Optional<DepartmentId> parsed(String id) {
    try {
      return Optional.of(DepartmentId.parse(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void decided(boolean done) {
    if (!done) {
      throw new ResponseStatusException(
          HttpStatus.NOT_FOUND, "No letter of that id waits for a decision.");
    }
  }
}
