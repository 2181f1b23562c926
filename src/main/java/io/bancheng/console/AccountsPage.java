package io.bancheng.console;

import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffLogins;
import io.bancheng.config.ActiveConfig;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Who may do what, and how they sign in (账号), for those who keep the accounts or audit them. */
@Controller
class AccountsPage {
  private final ActiveConfig configuration;
  private final StaffLogins logins;

  /** One account and what is kept of its sign-in. */
  record Line(StaffAccount account, StaffLogins.Login login) {}

  AccountsPage(ActiveConfig configuration, StaffLogins logins) {
    this.configuration = configuration;
    this.logins = logins;
  }

  @GetMapping("/console/accounts")
  ModelAndView list() {
    var staff = configuration.current().office().staff();
    return new ModelAndView("console/accounts")
        .addObject("names", configuration.current().departments())
        .addObject(
            "lines",
            staff.ids().stream().map(id -> new Line(staff.account(id), logins.find(id))).toList());
  }
}
