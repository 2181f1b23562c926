package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.TimeGuard;
import io.bancheng.security.Caller;
import java.util.LinkedHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Whether limits are acted on, and letting them be acted on again after a jump of the clock. */
@RestController
@RequestMapping(path = "/api/v1/clocks/guard", produces = MediaType.APPLICATION_JSON_VALUE)
class TimeGuardController {
  private final TimeGuard guard;

  TimeGuardController(TimeGuard guard) {
    this.guard = guard;
  }

  /**
   * The pause in force, if there is one, and how far this node's clock is ahead of the ledger's.
   */
  @GetMapping
  String state() {
    var json = new LinkedHashMap<String, Object>();
    json.put("skewMillis", guard.skew().toMillis());
    guard.paused().ifPresent(pause -> json.put("paused", pause));
    return CanonicalJson.write(json);
  }

  /** The caller vouches that the ledger's time is right. */
  @PostMapping("/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@AuthenticationPrincipal Caller caller) {
    if (!guard.release(caller.id())) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "Nothing is paused.");
    }
  }
}
