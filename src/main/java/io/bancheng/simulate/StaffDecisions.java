package io.bancheng.simulate;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.AssignmentState;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.config.DepartmentKind;
import io.bancheng.config.DepartmentType;
import io.bancheng.ledger.Supervisions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What clerks, coordinators and supervisors decide about a case that they have before them. */
final class StaffDecisions {
  private final Stage stage;
  private final Desk desk;
  private final long seed;
  private final Map<String, Instant> tried = new HashMap<>();

  StaffDecisions(Stage stage, Desk desk, long seed) {
    this.stage = stage;
    this.desk = desk;
    this.seed = seed;
  }

  /** 研判: accepts, refers elsewhere, merges, asks. */
  void screen(Case c) {
    if (c.status() != CaseStatus.SCREENING) {
      return;
    }
    var chance = chance(c, "screen");
    if (!c.suspects().isEmpty() && chance.in(0.6)) {
      decide(c, "merge", Role.WINDOW_CLERK, Map.of("mergedIntoCaseNo", c.suspects().get(0)));
    } else if (excluded(c) && chance.in(0.6)) {
      reject(c);
    } else if (c.kind() == CaseKind.CONSULTATION && chance.in(0.5)) {
      decide(c, "answerOnSpot", Role.WINDOW_CLERK, Map.of("answerText", "按规定可以办理。"));
    } else if (chance.in(0.03) && c.procedure().infoRequests() == 0) {
      decide(c, "askForInfo", Role.WINDOW_CLERK, Map.of("missingFields", "demand.content"));
    } else {
      decide(c, "accept", Role.WINDOW_CLERK, Map.of());
    }
  }

  private static boolean excluded(Case c) {
    return c.screening() != null
        && c.screening().hits().stream().anyMatch(ScreeningHit::needsPerson);
  }

  private void reject(Case c) {
    ExclusionReason reason = c.screening().hits().get(0).reason();
    decide(
        c,
        "reject",
        Role.DUTY_COORDINATOR,
        Map.of("exclusionReason", reason.name(), "toldReporterAt", now()));
  }

  /** 分办 of what no rule decides. */
  void dispatch(Case c) {
    if (c.status() == CaseStatus.ACCEPTED) {
      decide(c, "dispatch", Role.DUTY_COORDINATOR, Map.of("lead", somebody(c, "")));
    }
  }

  /** 退回审批: approved with a successor, or refused. */
  void decideReturn(Case c) {
    c.activeAssignments().stream()
        .filter(a -> a.state() == AssignmentState.RETURN_REQUESTED)
        .findFirst()
        .ifPresent(a -> decideReturn(c, a));
  }

  private void decideReturn(Case c, Assignment a) {
    var data = new HashMap<String, Object>();
    data.put("assignmentId", a.id());
    data.put("decisionText", "经研究决定");
    if (chance(c, "return").in(0.4)) {
      decide(c, "refuseReturn", Role.DUTY_COORDINATOR, data);
      return;
    }
    if (a.lead()) {
      data.put("lead", somebody(c, a.department().type()));
    }
    decide(c, "approveReturn", Role.DUTY_COORDINATOR, data);
  }

  /** Whether the case waits for an extension, a rest, or a support that never comes. */
  boolean asks(Case c) {
    return c.activeAssignments().stream()
        .anyMatch(a -> a.extensionAsked() != null || a.suspensionAsked() != null || idle(c, a));
  }

  /** The lead has answered long ago, and one support still has not. */
  private boolean idle(Case c, Assignment a) {
    boolean leadDone = c.lead().filter(Assignment::answered).isPresent();
    return leadDone && !a.lead() && !a.answered();
  }

  /** 延期、挂起审批, and letting go a support that nobody waits for any more. */
  void grant(Case c) {
    for (Assignment a : c.activeAssignments()) {
      var chance = chance(c, "grant " + a.id() + a.extensions());
      if (a.extensionAsked() != null) {
        var role = extensions(c, a) == 0 ? Role.DUTY_COORDINATOR : Role.SERVICE_ADMIN;
        decide(c, "decideExtension", role, granting(a, chance.in(0.85)));
      } else if (a.suspensionAsked() != null) {
        if (chance.in(0.7)) {
          decide(c, "suspend", Role.DUTY_COORDINATOR, Map.of("assignmentId", a.id()));
        } else {
          decide(c, "refuseSuspension", Role.DUTY_COORDINATOR, about(a));
        }
        return;
      } else if (idle(c, a) && Chance.of(seed, "waive " + a.id() + day()).in(0.05)) {
        decide(
            c,
            "waiveSupport",
            Role.DUTY_COORDINATOR,
            Map.of("assignmentId", a.id(), "reason", "牵头意见已足"));
        return;
      }
    }
  }

  private static long extensions(Case c, Assignment a) {
    return c.assignments().stream()
        .filter(o -> o.round() == c.round() && (a.lead() ? o.lead() : o.id().equals(a.id())))
        .mapToInt(Assignment::extensions)
        .sum();
  }

  private static Map<String, Object> granting(Assignment a, boolean granted) {
    return Map.of(
        "assignmentId", a.id(), "granted", String.valueOf(granted), "decisionText", "经研究决定");
  }

  private static Map<String, Object> about(Assignment a) {
    return Map.of("assignmentId", a.id(), "decisionText", "请继续办理");
  }

  /** 审核: closes with the lead's opinion, or sends it back once. */
  void review(Case c) {
    if (c.status() != CaseStatus.REVIEWING) {
      return;
    }
    var opinion = c.lead().orElseThrow().opinion();
    boolean sentBack = tried.containsKey("back " + c.caseNo());
    if (!sentBack && chance(c, "review").in(0.12)) {
      tried.put("back " + c.caseNo(), stage.clock().instant());
      decide(c, "rejectOpinion", Role.DUTY_COORDINATOR, Map.of("reason", "依据不足"));
      return;
    }
    var data = new HashMap<String, Object>();
    data.put("resultType", opinion.resultType().name());
    data.put("resultText", "您反映的事项已有结果。");
    if (opinion.resultType() == ResultType.CANNOT_BE_DONE) {
      data.put("policyBasis", "现行政策第三条");
    }
    decide(c, "close", Role.WINDOW_CLERK, data);
  }

  /** 反馈 by telephone; whoever does not answer is called again half a day later. */
  void tell(Case c) {
    var now = Staff.half(stage.clock().instant());
    if (c.status() != CaseStatus.CLOSED || now.equals(tried.put("tell " + c.caseNo(), now))) {
      return;
    }
    boolean reached = Chance.of(seed, "tell " + c.caseNo() + now).in(0.75);
    decide(
        c,
        "giveFeedback",
        Role.WINDOW_CLERK,
        Map.of("method", "PHONE", "outcome", reached ? "REACHED" : "UNREACHABLE"));
  }

  /** 回访. */
  void callBack(Case c) {
    var now = Staff.half(stage.clock().instant());
    if (c.status() != CaseStatus.FEEDBACK_GIVEN
        || now.equals(tried.put("call " + c.caseNo(), now))) {
      return;
    }
    var chance = Chance.of(seed, "call " + c.caseNo() + now);
    if (!chance.in(0.85)) {
      decide(c, "recordCallback", Role.EFFICIENCY_SUPERVISOR, Map.of("connected", "false"));
      return;
    }
    int rating = 5 - chance.weighed(50, 25, 12, 8, 5);
    var data = new HashMap<String, Object>();
    data.put("connected", "true");
    data.put("solved", rating > 2 ? "YES" : "NO");
    data.put("satisfaction", String.valueOf(rating));
    if (rating < 3) {
      data.put("cause", chance.in(0.2) ? "POLICY" : "SPEED");
    }
    decide(c, "recordCallback", Role.EFFICIENCY_SUPERVISOR, data);
  }

  /** 督办: issues what the hub proposes, or declines it; reads what is answered. */
  void order(Case c, Supervisions.Listed order) {
    var chance = chance(c, "order " + order.orderId() + order.state());
    var data = new HashMap<String, Object>(Map.of("orderId", order.orderId()));
    if (order.state().equals("ANSWERED")) {
      boolean enough = chance.in(0.85);
      data.put("decisionText", "请附办理计划");
      decide(c, enough ? "acceptAnswer" : "rejectAnswer", Role.EFFICIENCY_OFFICE, data);
    } else if (chance.in(0.75)) {
      data.put("requirement", "请说明原因并尽快办结");
      decide(c, "issueSupervision", Role.EFFICIENCY_OFFICE, data);
    } else {
      data.put("reason", "已在办理");
      decide(c, "declineSupervision", Role.EFFICIENCY_OFFICE, data);
    }
  }

  /** Some department of the region, another type than that. */
  private String somebody(Case c, String not) {
    var decision = c.classification() == null ? null : c.classification().decision();
    var departments = stage.config().departments();
    if (decision != null && decision.dispatchable() && !decision.leadType().equals(not)) {
      var lead = departments.resolve(decision.leadType(), c.regionCode());
      if (lead.isPresent()) {
        return lead.get().toString();
      }
    }
    var some =
        departments.types().stream()
            .filter(type -> type.kind() == DepartmentKind.HANDLING && !type.code().equals(not))
            .map(DepartmentType::code)
            .flatMap(code -> departments.resolve(code, c.regionCode()).stream())
            .map(DepartmentId::toString)
            .toList();
    return chance(c, "somebody" + c.assignments().size()).of(some);
  }

  private void decide(Case c, String action, Role role, Map<String, Object> data) {
    desk.decide(c, action, role, data);
  }

  private String now() {
    return stage.clock().instant().atZone(CanonicalJson.ZONE).toOffsetDateTime().toString();
  }

  private String day() {
    return now().substring(0, 10);
  }

  private Chance chance(Case c, String what) {
    return Chance.of(seed, what + " " + c.caseNo() + " " + c.round());
  }
}
