package io.bancheng.console;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.CaseSearch;
import io.bancheng.ledger.Scope;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Where staff looks for cases (办件查询). */
@Controller
class CasesPage {
  private static final int SIZE = 30;

  private final ActiveConfig configuration;
  private final Clock clock;
  private final Parts parts;

  /** Where and whose cases it looks for. */
  @Component
  record Parts(CaseSearch search, CaseReader reader, StaffDesk staff) {}

  CasesPage(Parts parts, ActiveConfig configuration, Clock clock) {
    this.parts = parts;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * What the form asks for; null or empty means any.
   *
   * @param q a case number, a source's number, a telephone or an identity number
   * @param cursor where the page before ended
   */
  record Query(
      String q, String status, String region, String department, String channel, String cursor) {
    String term() {
      return q == null ? "" : q.strip();
    }
  }

  @GetMapping("/console/cases")
  ModelAndView list(@ModelAttribute Query query, @AuthenticationPrincipal Caller caller) {
    String term = query.term();
    var scope = parts.staff().scope(caller);
    if (parts
        .reader()
        .find(term)
        .filter(f -> parts.staff().sees(caller, f.current()))
        .isPresent()) {
      return new ModelAndView("redirect:/console/cases/" + term);
    }
    var found = term.isEmpty() ? page(query, scope) : parts.search().byNumber(term, scope, SIZE);
    var config = configuration.current();
    var now = clock.instant();
    var page =
        new ModelAndView("console/cases")
            .addObject("query", query)
            .addObject("statuses", CaseStatus.values())
            .addObject("channels", config.channels().keySet().stream().sorted().toList())
            .addObject("departments", DepartmentChoice.connected(config))
            .addObject(
                "rows",
                found.stream()
                    .map(
                        l ->
                            new CaseView(
                                new CaseReader.Found(l.current(), null, l.changedAt()),
                                config,
                                now))
                    .toList());
    if (term.isEmpty() && found.size() == SIZE) {
      page.addObject("next", Cursor.of(found.get(SIZE - 1)).toString());
    }
    return page;
  }

  private List<CaseReader.Listed> page(Query query, Scope scope) {
    var from = Cursor.parse(blank(query.cursor()));
    return parts
        .reader()
        .page(
            new CaseReader.Filter(
                blank(query.status()),
                blank(query.channel()),
                blank(query.region()),
                blank(query.department()),
                null,
                scope,
                from.at(),
                from.caseNo(),
                SIZE));
  }

  private static String blank(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank()).orElse(null);
  }
}
