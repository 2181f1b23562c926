package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.CaseSearch;
import io.bancheng.ledger.Scope;
import io.bancheng.ledger.TextSearch;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where staff looks for cases (办件查询). */
@Controller
class CasesPage {
  private static final int SIZE = 30;

  private final ActiveConfig configuration;
  private final Clock clock;
  private final Parts parts;

  /** Where and whose cases it looks for. */
  @Component
  record Parts(CaseSearch search, TextSearch words, CaseReader reader, StaffDesk staff) {}

  CasesPage(Parts parts, ActiveConfig configuration, Clock clock) {
    this.parts = parts;
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * What the form asks for; null or empty means any.
   *
   * @param q a case number, a source's number, a telephone or an identity number
   * @param text words of what was said
   * @param from first day of registration
   * @param to last day of registration
   * @param cursor where the page before ended
   */
  record Query(
      String q,
      String text,
      String status,
      String region,
      String department,
      String channel,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      String cursor) {
    String term() {
      return q == null ? "" : q.strip();
    }

    String address() {
      var address = UriComponentsBuilder.fromPath("/console/cases");
      var asked = new LinkedHashMap<String, Object>();
      asked.put("status", blank(status));
      asked.put("department", blank(department));
      asked.put("channel", blank(channel));
      asked.put("region", blank(region));
      asked.put("from", from);
      asked.put("to", to);
      asked.forEach((name, value) -> address.queryParamIfPresent(name, Optional.ofNullable(value)));
      return address.encode().toUriString();
    }

    CaseReader.Filter filter(Scope scope) {
      var before = Cursor.parse(blank(cursor));
      return new CaseReader.Filter(
          blank(status),
          blank(channel),
          blank(region),
          blank(department),
          null,
          midnight(from),
          midnight(to == null ? null : to.plusDays(1)),
          scope,
          before.at(),
          before.caseNo(),
          SIZE);
    }

    private static Instant midnight(LocalDate day) {
      return day == null ? null : day.atStartOfDay(CanonicalJson.ZONE).toInstant();
    }
  }

  /**
   * What is shown.
   *
   * @param last where the next page goes on, null at the end
   * @param looked how many cases were opened for a text, null if there was none
   */
  private record Shown(List<CaseReader.Listed> cases, CaseReader.Listed last, Integer looked) {}

  /** What may be somebody's number or words is in no address; the rest of a question is. */
  @PostMapping("/console/cases")
  ModelAndView find(@ModelAttribute Query query, @AuthenticationPrincipal Caller caller) {
    return query.term().isEmpty() && blank(query.text()) == null
        ? new ModelAndView("redirect:" + query.address())
        : list(query, caller).addObject("said", true);
  }

  @GetMapping("/console/cases")
  ModelAndView list(@ModelAttribute Query query, @AuthenticationPrincipal Caller caller) {
    String term = query.term();
    if (parts
        .reader()
        .find(term)
        .filter(f -> parts.staff().sees(caller, f.current()))
        .isPresent()) {
      return new ModelAndView("redirect:/console/cases/" + term);
    }
    var shown = shown(query, parts.staff().scope(caller));
    var config = configuration.current();
    var now = clock.instant();
    return new ModelAndView("console/cases")
        .addObject("query", query)
        .addObject("said", false)
        .addObject("statuses", CaseStatus.values())
        .addObject("channels", config.channels().keySet().stream().sorted().toList())
        .addObject("departments", DepartmentChoice.connected(config))
        .addObject("regions", config.regions().all())
        .addObject("looked", shown.looked())
        .addObject("next", shown.last() == null ? null : Cursor.of(shown.last()).toString())
        .addObject("rows", shown.cases().stream().map(l -> view(l, config, now)).toList());
  }

  private static CaseView view(CaseReader.Listed l, HubConfig config, Instant now) {
    return new CaseView(new CaseReader.Found(l.current(), null, l.changedAt()), config, now);
  }

  private Shown shown(Query query, Scope scope) {
    if (!query.term().isEmpty()) {
      return new Shown(parts.search().byNumber(query.term(), scope, SIZE), null, null);
    }
    if (blank(query.text()) != null) {
      var found = parts.words().find(query.text(), query.filter(scope));
      return new Shown(found.cases(), found.last(), found.looked());
    }
    var page = parts.reader().page(query.filter(scope));
    return new Shown(page, page.size() == SIZE ? page.get(SIZE - 1) : null, null);
  }

  private static String blank(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank()).orElse(null);
  }
}
