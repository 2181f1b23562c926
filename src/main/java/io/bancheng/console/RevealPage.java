package io.bancheng.console;

import io.bancheng.canonical.Deed;
import io.bancheng.canonical.NotYours;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who the reporter is, unmasked, for a reason; the audit knows it before it is shown (查看原文). */
@Controller
class RevealPage {
  private static final String REVEAL = "REVEAL";

  private final SeenCases cases;
  private final StaffDesk staff;
  private final AuditTrail audit;

  RevealPage(SeenCases cases, StaffDesk staff, AuditTrail audit) {
    this.cases = cases;
    this.staff = staff;
    this.audit = audit;
  }

  @PostMapping("/console/cases/{caseNo}/reveal")
  ModelAndView reveal(
      @PathVariable String caseNo,
      @RequestParam Reveal.Reason reason,
      @AuthenticationPrincipal Caller caller) {
    var found = cases.find(caseNo, caller);
    var may = Reveal.of(staff.account(caller), found.current());
    if (!may.person()) {
      audit.append(Deed.refused(caller.id(), REVEAL, caseNo).saying("reason=" + reason));
      throw new NotYours(
          "%s may not see who the reporter is.".formatted(caller.id()),
          "账号 %s 无权查看反映人原文".formatted(caller.id()));
    }
    String how = "reason=%s idNumber=%s".formatted(reason, may.idNumber());
    audit.append(Deed.done(caller.id(), REVEAL, caseNo).saying(how));
    return new ModelAndView("console/reporter")
        .addObject("c", found.current())
        .addObject("said", found.submission())
        .addObject("reporter", CaseJson.reporter(found.submission(), may));
  }
}
