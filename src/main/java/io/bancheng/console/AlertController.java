package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.Alerts;
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

/** Alerts: what a person must look at beside single cases. Whoever acknowledges one owns it. */
@RestController
@RequestMapping(path = "/api/v1/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
class AlertController {
  private static final int PAGE = 200;

  private final Alerts alerts;

  AlertController(Alerts alerts) {
    this.alerts = alerts;
  }

  /** The latest alerts; with {@code open=true} those that nobody owns. */
  @GetMapping
  String list(@RequestParam(defaultValue = "false") boolean open) {
    return CanonicalJson.write(Map.of("alerts", alerts.list(open, PAGE)));
  }

  /** The caller takes an alert as theirs. */
  @PostMapping("/{id}/acknowledge")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void acknowledge(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    if (!alerts.own(id, caller.id())) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "No open alert has that id.");
    }
  }
}
