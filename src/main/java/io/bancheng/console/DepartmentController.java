package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.Deliveries;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.security.Caller;
import java.time.Clock;
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
      DepartmentLines lines, Deliveries deliveries, DepartmentHealth health, Clock clock) {}

  DepartmentController(ActiveConfig configuration, Parts parts) {
    this.configuration = configuration;
    this.parts = parts;
  }

  /** Every connected department and how its line stands. */
  @GetMapping
  String list() {
    return CanonicalJson.write(Map.of("departments", parts.health().all()));
  }

  /** How one department's line stands. */
  @GetMapping("/{id}/health")
  String health(@PathVariable String id) {
    return CanonicalJson.write(parts.health().of(carriedOrNot(id)));
  }

  /** Nothing more leaves for the department until it is resumed. */
  @PostMapping("/{id}/pause")
  String pause(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    parts.lines().pause(called(id), caller.id(), parts.clock().instant());
    return health(id);
  }

  /** What is owed now still leaves for the department; what comes later waits. */
  @PostMapping("/{id}/drain")
  String drain(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    parts.lines().drain(called(id), caller.id(), parts.clock().instant());
    return health(id);
  }

  /** Everything leaves again. */
  @PostMapping("/{id}/resume")
  String resume(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
    parts.lines().resume(called(id), caller.id(), parts.clock().instant());
    return health(id);
  }

  /** A person made sure that the department has a letter that was in doubt. */
  @PostMapping("/{id}/deliveries/{messageId}/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(
      @PathVariable String id,
      @PathVariable String messageId,
      @AuthenticationPrincipal Caller caller) {
    var now = parts.clock().instant();
    decided(parts.deliveries().confirm(messageId, called(id), caller.id(), now));
  }

  /** A person gives a letter up that is not on its way. */
  @PostMapping("/{id}/deliveries/{messageId}/cancel")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(
      @PathVariable String id,
      @PathVariable String messageId,
      @AuthenticationPrincipal Caller caller) {
    var now = parts.clock().instant();
    decided(parts.deliveries().cancel(messageId, called(id), caller.id(), now));
  }

  /** The hub holds back only what it does itself. */
  private DepartmentId called(String id) {
    return Optional.of(carriedOrNot(id))
        .filter(DepartmentConnection::called)
        .map(DepartmentConnection::id)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "This department reads its queue itself; the hub brings it nothing."));
  }

  private DepartmentConnection carriedOrNot(String id) {
    return parsed(id)
        .map(configuration.current().connections()::get)
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
