package io.bancheng.console;

import io.bancheng.canonical.BuckPassingSuspected;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.SupervisionAnswerAccepted;
import io.bancheng.canonical.SupervisionAnswerRejected;
import io.bancheng.canonical.SupervisionAnswered;
import io.bancheng.canonical.SupervisionDeclined;
import io.bancheng.canonical.SupervisionIssued;
import io.bancheng.canonical.SupervisionLifted;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.Texts;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Supervisions;
import io.bancheng.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Supervision orders (督办单) for staff: which stand against whom, and each as a document. */
@Controller
class SupervisionController {
  private static final int MOST = 500;

  private final Supervisions supervisions;
  private final CaseReader reader;
  private final ActiveConfig configuration;
  private final StaffDesk staff;

  /** One line of an order's course: when, what, who, in which words. */
  record Step(String at, String zh, String en, String by, String text) {}

  SupervisionController(
      Supervisions supervisions, CaseReader reader, ActiveConfig configuration, StaffDesk staff) {
    this.staff = staff;
    this.supervisions = supervisions;
    this.reader = reader;
    this.configuration = configuration;
  }

  /** The orders of all cases, the latest first. */
  @GetMapping(path = "/api/v1/supervision", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> list(
      @RequestParam(required = false) String state,
      @RequestParam(required = false) String level,
      @RequestParam(required = false) String department,
      @RequestParam(required = false) String region,
      @AuthenticationPrincipal Caller caller) {
    var filter = new Supervisions.Filter(state, level, department, region, staff.scope(caller));
    var found = supervisions.list(filter, MOST);
    return ResponseEntity.ok(CanonicalJson.write(Map.of("orders", found)));
  }

  /** One order as a document to print (督办单). */
  @GetMapping(
      path = {"/api/v1/supervision/{orderId}", "/console/supervision/{orderId}"},
      produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView document(@PathVariable String orderId, @AuthenticationPrincipal Caller caller) {
    String caseNo = orderId.replaceFirst("-D\\d+$", "");
    var current =
        reader
            .find(caseNo)
            .map(CaseReader.Found::current)
            .filter(c -> staff.sees(caller, c))
            .orElseThrow(() -> absent(orderId));
    var order = current.order(orderId).orElseThrow(() -> absent(orderId));
    var departments = configuration.current().departments();
    return new ModelAndView("console/supervision")
        .addObject("c", current)
        .addObject("o", order)
        .addObject("department", departments.nameZh(order.department()))
        .addObject("clock", clock(current, order))
        .addObject("dueAt", clock(current, order).isEmpty() ? null : due(current, order))
        .addObject("course", course(caseNo, order));
  }

  private static String clock(Case c, SupervisionOrder o) {
    return o.clock() == null ? "" : o.clock().zh();
  }

  private static String due(Case c, SupervisionOrder o) {
    return c.clocks().stream()
        .filter(k -> k.kind() == o.clock() && k.round() == o.round())
        .filter(k -> k.subject().equals(c.caseNo()) || k.subject().equals(o.assignmentId()))
        .findFirst()
        .map(k -> local(k.dueAt()))
        .orElse(null);
  }

  private List<Step> course(String caseNo, SupervisionOrder order) {
    var steps = new ArrayList<Step>();
    steps.add(new Step(local(order.proposedAt()), "拟发", "proposed", "", ""));
    for (CaseReader.Entry entry : reader.events(caseNo)) {
      if (entry.event() instanceof BuckPassingSuspected e
          && e.suspicion().assignmentId().equals(order.assignmentId())) {
        steps.add(new Step(local(e.at()), "推诿线索", "buck-passing suspected", "", said(e)));
      }
      step(entry.event(), order.id(), steps);
    }
    return steps;
  }

  private static String said(BuckPassingSuspected e) {
    var s = e.suspicion();
    String cases = s.cases().isEmpty() ? "" : "：" + String.join("、", s.cases());
    return s.kind().zh() + "（" + s.count() + "）" + cases;
  }

  private static void step(CaseEvent event, String id, List<Step> steps) {
    if (event instanceof SupervisionIssued e && e.orderId().equals(id)) {
      steps.add(step(e, "签发", "issued", e.texts()));
    } else if (event instanceof SupervisionDeclined e && e.orderId().equals(id)) {
      steps.add(step(e, "不予签发", "declined", e.texts()));
    } else if (event instanceof SupervisionAnswered e && e.orderId().equals(id)) {
      steps.add(step(e, "答复", "answered", e.texts()));
    } else if (event instanceof SupervisionAnswerAccepted e && e.orderId().equals(id)) {
      steps.add(step(e, "答复通过", "answer accepted", e.texts()));
    } else if (event instanceof SupervisionAnswerRejected e && e.orderId().equals(id)) {
      steps.add(step(e, "答复不通过", "answer rejected", e.texts()));
    } else if (event instanceof SupervisionLifted e && e.orderId().equals(id)) {
      steps.add(step(e, "解除", "lifted", e.texts()));
    }
  }

  private static Step step(CaseEvent e, String zh, String en, Texts texts) {
    return new Step(
        local(e.at()), zh, en, e.actor().role().zh() + " " + e.actor().id(), texts.get("text"));
  }

  private static String local(java.time.Instant at) {
    return java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
        .format(at.atZone(CanonicalJson.ZONE));
  }

  private static ResponseStatusException absent(String orderId) {
    return new ResponseStatusException(
        HttpStatus.NOT_FOUND, "There is no supervision order " + orderId + ".");
  }
}
