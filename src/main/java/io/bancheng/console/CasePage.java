package io.bancheng.console;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Category;
import io.bancheng.config.Region;
import io.bancheng.config.Turn;
import io.bancheng.ledger.CaseReader;
import io.bancheng.rules.Ask;
import io.bancheng.rules.Opening;
import io.bancheng.rules.Rulebook;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One case: where it stands, who must move, and what the person who looks at it may do (办件). */
@Controller
@RequestMapping("/console/cases/{caseNo}")
class CasePage {
  private static final List<String> ONWARD =
      List.of(
          "approveReturn",
          "decideExtension",
          "suspend",
          "accept",
          "supplement",
          "dispatch",
          "sign",
          "submitOpinion",
          "close",
          "giveFeedback",
          "recordCallback",
          "resume",
          "reconsider");

  private final CaseReader reader;
  private final CaseDesk desk;
  private final Parts parts;

  /** What it shows beside the case, and by which rules. */
  @Component
  record Parts(
      ActiveConfig configuration,
      Rulebook rulebook,
      Clock clock,
      StaffDesk staff,
      SeenCases cases) {}

  /** What was not accepted of a form, and what had been written. */
  private record Refusal(
      String action, String subject, Map<String, String> given, List<String> why) {}

  CasePage(CaseReader reader, CaseDesk desk, Parts parts) {
    this.reader = reader;
    this.desk = desk;
    this.parts = parts;
  }

  @GetMapping
  ModelAndView show(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    return page(caseNo, caller, null);
  }

  /** Takes what a form says; what is refused is shown again with what was written. */
  @PostMapping("/actions/{action}")
  ModelAndView act(
      @PathVariable String caseNo,
      @PathVariable String action,
      @RequestParam MultiValueMap<String, String> form,
      @AuthenticationPrincipal Caller caller) {
    var given = new LinkedHashMap<String, String>();
    form.forEach((name, values) -> given.put(name, String.join(",", values).strip()));
    String subject = given.remove("subject");
    var opening =
        openings(turn(parts.cases().find(caseNo, caller)), caller).stream()
            .filter(o -> o.action().equals(action) && Objects.equals(o.subject(), subject))
            .findFirst();
    if (opening.isEmpty()) {
      return page(caseNo, caller, new Refusal(action, subject, given, List.of("console.moved")));
    }
    try {
      desk.decide(decision(caseNo, opening.get(), given, caller));
      return new ModelAndView("redirect:/console/cases/" + caseNo);
    } catch (Unacceptable e) {
      return page(caseNo, caller, new Refusal(action, subject, given, said(e)));
    } catch (IllegalTransition e) {
      return page(caseNo, caller, new Refusal(action, subject, given, List.of(e.msg())));
    }
  }

  private static List<String> said(Unacceptable e) {
    var faults = e.faults().stream().map(f -> f.msg() == null ? f.detail() : f.msg()).toList();
    return faults.isEmpty() ? List.of(e.getMessage()) : faults;
  }

  private static Decision decision(
      String caseNo, Opening opening, Map<String, String> given, Caller caller) {
    var data = new LinkedHashMap<String, Object>();
    for (Ask ask : opening.asks()) {
      Optional.ofNullable(given.get(ask.name()))
          .filter(value -> !value.isBlank())
          .ifPresent(value -> data.put(ask.name(), written(ask, value)));
    }
    boolean order = opening.subject() != null && opening.subject().startsWith(caseNo + "-D");
    if (opening.subject() != null) {
      data.put(order ? "orderId" : "assignmentId", opening.subject());
    }
    return new Decision(
        caseNo,
        opening.action(),
        new Actor(opening.role(), caller.id(), null),
        order ? null : opening.subject(),
        data);
  }

  /** A browser gives local times without an offset; the office's is meant. */
  private static String written(Ask ask, String value) {
    if (ask.kind() != Ask.Kind.TIME) {
      return value;
    }
    try {
      return LocalDateTime.parse(value).atZone(CanonicalJson.ZONE).toOffsetDateTime().toString();
    } catch (DateTimeException e) {
      return value; // the rulebook says what a time looks like
    }
  }

  private ModelAndView page(String caseNo, Caller caller, Refusal refusal) {
    var found = parts.cases().find(caseNo, caller);
    var config = parts.configuration().current();
    var page =
        new ModelAndView("console/case")
            .addObject("v", new CaseView(found, config, parts.clock().instant()))
            .addObject("openings", openings(turn(found), caller))
            .addObject("choices", choices(found.current()))
            .addObject("timeline", Timeline.of(reader.events(caseNo)))
            .addObject("letters", reader.letters(caseNo))
            .addObject("attempts", reader.attempts(caseNo))
            .addObject("reveal", Reveal.of(parts.staff().account(caller), found.current()))
            .addObject("reasons", Reveal.Reason.values())
            .addObject("refusal", refusal);
    if (refusal != null) {
      page.setStatus(HttpStatus.CONFLICT);
    }
    return page;
  }

  private Choices choices(Case c) {
    var config = parts.configuration().current();
    return new Choices(
        DepartmentChoice.of(c, config),
        config.categories().all().stream().filter(k -> k.code().length() > 2).toList(),
        config.regions().all().stream().filter(r -> r.code().length() == 6).toList());
  }

  /** What the fields of forms offer. */
  record Choices(
      List<DepartmentChoice> departments, List<Category> categories, List<Region> regions) {}

  /** What may be done, that which moves the case on before that which ends or bends it. */
  private List<Opening> openings(Turn turn, Caller caller) {
    var roles = List.copyOf(parts.staff().roles(caller, null));
    return parts.rulebook().openings(turn, roles).stream()
        .filter(o -> parts.staff().speaks(caller, o.role(), turn.current(), o.subject()))
        .sorted(Comparator.comparing(o -> rank(o.action())))
        .toList();
  }

  private static int rank(String action) {
    int rank = ONWARD.indexOf(action);
    return rank < 0 ? ONWARD.size() : rank;
  }

  private Turn turn(CaseReader.Found found) {
    return new Turn(
        CaseFile.taken(found.current(), found.submission(), 0, ""),
        parts.configuration().current(),
        parts.clock().instant());
  }
}
