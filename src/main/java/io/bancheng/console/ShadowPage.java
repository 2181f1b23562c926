package io.bancheng.console;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Bundle;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.rehearse.ReplayReport.Inflow;
import io.bancheng.rehearse.ReplayReport.Kind;
import io.bancheng.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Other routing rules in the shadow of those in force (影子运行): begun, read, ended. */
@Controller
@RequestMapping("/console/shadow")
class ShadowPage {
  private static final String RULES = "config/tables/routing.csv";
  private static final String SELF = "redirect:/console/shadow";

  private final ShadowDesk desk;
  private final ConfigVersions versions;
  private final ActiveConfig configuration;

  ShadowPage(ShadowDesk desk, ConfigVersions versions, ActiveConfig configuration) {
    this.desk = desk;
    this.versions = versions;
    this.configuration = configuration;
  }

  @GetMapping
  ModelAndView show() {
    return page(inForce().map(files -> files.text(RULES)).orElse(""), List.of());
  }

  /** Begins with the files in force and this routing table in them. */
  @PostMapping("/start")
  ModelAndView start(
      @RequestParam String rules, @RequestParam int days, @AuthenticationPrincipal Caller caller) {
    try {
      var files = inForce().orElseThrow(ShadowPage::unsettled);
      String text = asEdited(rules, files.text(RULES));
      var candidate = files.with(RULES, text.getBytes(StandardCharsets.UTF_8));
      desk.start(candidate.pack(), days, caller.id());
      return new ModelAndView(SELF);
    } catch (Problems e) {
      return page(rules, e.list().stream().map(Object::toString).toList());
    } catch (Unacceptable e) {
      return page(rules, List.of(e.getMessage()));
    }
  }

  @PostMapping("/stop")
  String stop() {
    desk.stop();
    return SELF;
  }

  private ModelAndView page(String rules, List<String> problems) {
    var report = desk.report();
    var page =
        new ModelAndView("console/shadow")
            .addObject("run", report.orElse(null))
            .addObject("moved", report.map(r -> moved(r.report().inflow())).orElse(List.of()))
            .addObject("names", report.map(r -> names(r.report().inflow())).orElse(Map.of()))
            .addObject("kinds", Kind.values())
            .addObject("most", ShadowDesk.MOST_DAYS)
            .addObject("rules", rules)
            .addObject("problems", problems);
    if (!problems.isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return page;
  }

  private static List<Inflow> moved(List<Inflow> inflow) {
    return inflow.stream().filter(d -> d.before() != d.after()).toList();
  }

  private Map<String, String> names(List<Inflow> inflow) {
    var departments = configuration.current().departments();
    var names = new TreeMap<String, String>();
    inflow.forEach(
        d -> names.put(d.department(), departments.nameZh(DepartmentId.parse(d.department()))));
    return names;
  }

  private Optional<Bundle> inForce() {
    return versions.files(configuration.current().version()).map(Bundle::unpack);
  }

  /** A browser sends line ends as CR LF, whatever the text had. */
  private static String asEdited(String sent, String before) {
    return before.contains("\r\n") ? sent : sent.replace("\r\n", "\n");
  }

  private static Unacceptable unsettled() {
    return new Unacceptable(
        Unacceptable.Kind.NOT_ALLOWED,
        "The files in force are not entered in the ledger yet. Try again in some seconds.");
  }
}
