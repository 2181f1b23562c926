package io.bancheng.console;

import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All that is known of a case, as a document to print and file; people masked (办件档案). */
@Controller
class RecordPage {
  private final SeenCases cases;
  private final CaseReader reader;
  private final ActiveConfig configuration;
  private final Clock clock;

  RecordPage(SeenCases cases, CaseReader reader, ActiveConfig configuration, Clock clock) {
    this.cases = cases;
    this.reader = reader;
    this.configuration = configuration;
    this.clock = clock;
  }

  @GetMapping("/console/cases/{caseNo}/record")
  ModelAndView document(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    var found = cases.find(caseNo, caller);
    var events = new ArrayList<>(Timeline.of(reader.events(caseNo)));
    Collections.reverse(events);
    return new ModelAndView("console/record")
        .addObject("v", new CaseView(found, configuration.current(), clock.instant()))
        .addObject("events", events)
        .addObject("chainHolds", reader.chainHolds(caseNo))
        .addObject("letters", reader.letters(caseNo))
        .addObject("attempts", reader.attempts(caseNo));
  }
}
