package io.bancheng.report;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.pages.ChosenLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where people take the ledger (台账) away as a file, and see how far it has come. */
@Controller
class LedgerPage {
  private final Exports exports;
  private final Surroundings around;

  LedgerPage(Exports exports, Surroundings around) {
    this.exports = exports;
    this.around = around;
  }

  @GetMapping("/console/ledger")
  ModelAndView show(HttpServletRequest request) {
    var today = LocalDate.ofInstant(around.now(), CanonicalJson.ZONE);
    return new ModelAndView("report/ledger")
        .addObject("usual", Period.monthUntil(today))
        .addObject("locale", ChosenLanguage.of(request))
        .addObject("progress", exports.latest(around.account(request).id()).orElse(null));
  }
}
