package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Deed;
import io.bancheng.ledger.AuditTrail;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The audit (审计) as the auditor reads it. */
@Controller
@RequestMapping("/console/audit")
class AuditPage {
  private static final int MOST = 200;

  private final AuditTrail audit;

  AuditPage(AuditTrail audit) {
    this.audit = audit;
  }

  /** What the page's form asks for; a field left empty asks for all. */
  record Asked(
      String who,
      String what,
      String subject,
      Deed.Outcome outcome,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      Long before) {
    AuditTrail.Filter filter() {
      return new AuditTrail.Filter(
          from == null ? null : from.atStartOfDay(CanonicalJson.ZONE).toInstant(),
          to == null ? null : to.plusDays(1).atStartOfDay(CanonicalJson.ZONE).toInstant(),
          given(who),
          given(what),
          given(subject),
          outcome,
          before,
          MOST);
    }

    private static String given(String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @GetMapping
  ModelAndView list(Asked asked, @RequestParam(defaultValue = "false") boolean verify) {
    var entries = audit.page(asked.filter());
    return new ModelAndView("console/audit")
        .addObject("asked", asked)
        .addObject("outcomes", Deed.Outcome.values())
        .addObject("entries", entries)
        .addObject("next", entries.size() == MOST ? entries.get(MOST - 1).seq() : null)
        .addObject("verdict", verify ? audit.verify() : null);
  }
}
