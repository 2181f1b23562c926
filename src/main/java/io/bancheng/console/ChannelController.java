package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The connected channels for operations: how each does; pause, drain, resume. */
@RestController
@RequestMapping(path = "/api/v1/channels", produces = MediaType.APPLICATION_JSON_VALUE)
class ChannelController {
  private final ChannelHealth health;
  private final ChannelLines lines;
  private final Asking asking;

  /** Who asks, and when. */
  @Component("channelAsking")
  record Asking(StaffDesk staff, Clock clock) {}

  /** Pause, drain or resume. */
  private interface Switch {
    void turn(String channel, String by, String why, Instant now);
  }

  ChannelController(ChannelHealth health, ChannelLines lines, Asking asking) {
    this.health = health;
    this.lines = lines;
    this.asking = asking;
  }

  /** Every channel of the caller's regions and how it does. */
  @GetMapping
  String list(@AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(Map.of("channels", health.all(asking.staff().account(caller))));
  }

  /** How one channel does. */
  @GetMapping("/{channel}/health")
  String health(@PathVariable String channel, @AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(theirs(channel, caller));
  }

  /** Nothing more is taken, and what is kept waits; {@code reason} stays in the audit. */
  @PostMapping("/{channel}/pause")
  String pause(
      @PathVariable String channel,
      @RequestParam String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(channel, caller, AuditedCalls.why(request, reason), lines::pause);
  }

  /** Nothing more is taken; what is kept is still read, then the channel is paused. */
  @PostMapping("/{channel}/drain")
  String drain(
      @PathVariable String channel,
      @RequestParam String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(channel, caller, AuditedCalls.why(request, reason), lines::drain);
  }

  /** The entrances are open again. */
  @PostMapping("/{channel}/resume")
  String resume(
      @PathVariable String channel,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    return turn(channel, caller, AuditedCalls.why(request, reason), lines::resume);
  }

  private String turn(String channel, Caller caller, String why, Switch how) {
    theirs(channel, caller);
    how.turn(channel, caller.id(), why, asking.clock().instant());
    return health(channel, caller);
  }

  private Map<String, Object> theirs(String channel, Caller caller) {
    return health
        .one(channel, asking.staff().account(caller))
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "No channel of that code is connected."));
  }
}
