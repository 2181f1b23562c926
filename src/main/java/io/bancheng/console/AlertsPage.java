package io.bancheng.console;

import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What somebody must look at beside single cases (告警); whoever takes one owns it. */
@Controller
@RequestMapping("/console/alerts")
class AlertsPage {
  private final AlertController alerts;
  private final Clock clock;

  AlertsPage(AlertController alerts, Clock clock) {
    this.alerts = alerts;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list(@AuthenticationPrincipal Caller caller) {
    return new ModelAndView("console/alerts", "alerts", alerts.seen(false, caller))
        .addObject("now", clock.instant());
  }

  /** Somebody else may have been faster; the list then shows who. */
  @PostMapping("/switch")
  String turn(
      @RequestParam long id,
      @RequestParam String how,
      @RequestParam(defaultValue = "24") int hours,
      @RequestParam(required = false) String note,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    try {
      switch (how) {
        case "own" -> alerts.acknowledge(id, note, caller, request);
        case "snooze" -> alerts.snooze(id, hours, note, caller, request);
        case "close" -> alerts.close(id, note, caller, request);
        default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
      }
    } catch (ResponseStatusException e) {
      if (e.getStatusCode() != HttpStatus.CONFLICT) {
        throw e;
      }
    }
    return "redirect:/console/alerts";
  }
}
