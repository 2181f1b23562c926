package io.bancheng.console;

import io.bancheng.ledger.Alerts;
import io.bancheng.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What somebody must look at beside single cases (告警); whoever takes one owns it. */
@Controller
@RequestMapping("/console/alerts")
class AlertsPage {
  private static final int MOST = 200;

  private final Alerts alerts;

  AlertsPage(Alerts alerts) {
    this.alerts = alerts;
  }

  @GetMapping
  ModelAndView list() {
    return new ModelAndView("console/alerts", "alerts", alerts.list(false, MOST));
  }

  /** Somebody else may have been faster; the list then shows who. */
  @PostMapping("/{id}/own")
  String own(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    alerts.own(id, caller.id());
    return "redirect:/console/alerts";
  }
}
