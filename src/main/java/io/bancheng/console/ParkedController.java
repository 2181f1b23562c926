package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.Quarantine;
import io.bancheng.security.Caller;
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

/** Parked messages: what came in and could not be taken. Operations mend the cause and retry. */
@RestController
@RequestMapping(path = "/api/v1/parked", produces = MediaType.APPLICATION_JSON_VALUE)
class ParkedController {
  private static final int PAGE = 100;

  private final Quarantine quarantine;

  ParkedController(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  /** The parked messages after that id, without their bytes: all, of one fault, of one entrance. */
  @GetMapping
  String list(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) String reason,
      @RequestParam(required = false) String door) {
    return CanonicalJson.write(Map.of("parked", quarantine.page(reason, door, after, PAGE)));
  }

  /** Lets all with one kind of fault be tried again, of one entrance if it is named. */
  @PostMapping("/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  String retryAll(@RequestParam String reason, @RequestParam(required = false) String door) {
    return CanonicalJson.write(Map.of("retried", quarantine.retryAll(reason, door)));
  }

  /**
   * Lets one message be tried again; the outcome shows in the list or in the ledger. {@code
   * confirmSender} says that the caller has made sure who sent it.
   */
  @PostMapping("/{id}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void retry(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean confirmSender,
      @AuthenticationPrincipal Caller caller) {
    if (!(confirmSender ? quarantine.confirmSender(id, caller.id()) : quarantine.retry(id))) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No parked message has that id.");
    }
  }
}
