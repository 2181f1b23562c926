package io.bancheng.rules;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.config.Turn;
import java.util.Optional;
import java.util.Set;

/** The conditions of the actions; their numbers are in config/deadlines.yaml. */
final class Guards {
  private static final Set<CaseStatus> AT_WORK = Set.of(CaseStatus.HANDLING, CaseStatus.SUSPENDED);

  private Guards() {}

  static Optional<Obstacle> toldLater(Turn turn, Decision d) {
    return when(
        d.requiredTime("toldReporterAt").isAfter(turn.now()),
        "NOT_TOLD",
        "the reporter has not been told yet",
        "尚未告知反映人");
  }

  static Optional<Obstacle> reconsidered(Turn turn, Decision d) {
    return when(
        turn.current().procedure().reconsidered(),
        "RECONSIDERED",
        "the refusal was looked at once more already",
        "不予受理决定只能复核一次");
  }

  static Optional<Obstacle> mergedIntoItself(Turn turn, Decision d) {
    return when(
        turn.current().caseNo().equals(d.text("mergedIntoCaseNo")),
        "SAME_CASE",
        "a case cannot be merged into itself",
        "不能并入自身");
  }

  static Optional<Obstacle> sameRegion(Turn turn, Decision d) {
    return when(
        d.required("targetRegionCode").equals(turn.current().regionCode()),
        "SAME_REGION",
        "the case is of that region already",
        "事项已属该地区");
  }

  static Optional<Obstacle> supportsAlready(Turn turn, Decision d) {
    return turn.current().activeAssignments().stream()
        .map(a -> a.department().toString())
        .filter(Forms.listed(d.text("supports"))::contains)
        .findFirst()
        .map(id -> new Obstacle("TAKES_PART", id + " takes part already", "该部门已参与办理：" + id));
  }

  static Optional<Obstacle> dueBeforeNow(Turn turn, Decision d) {
    boolean past = d.text("newDueAt") != null && d.requiredTime("newDueAt").isBefore(turn.now());
    return when(past, "PAST", "the new due time has passed", "新的期限已过");
  }

  static Optional<Obstacle> roundsUsedUp(Turn turn, Decision d) {
    int most = turn.config().limits().reopenings().maxRounds();
    return when(
        turn.current().round() >= most,
        "ROUNDS_USED_UP",
        "the case was handled in %d rounds".formatted(most),
        "已办理 %d 轮，不再重办".formatted(most));
  }

  /** Reporters rate a result once; whoever calls them back may do so as often as it takes. */
  static Optional<Obstacle> ratedBefore(Turn turn, Decision d) {
    var c = turn.current();
    return when(
        d.actor().role() == Role.REPORTER
            && c.callbacks().stream()
                .anyMatch(said -> said.role() == Role.REPORTER && said.round() == c.round()),
        "RATED_BEFORE",
        "the reporter has rated this result",
        "反映人已对本次结果作出评价");
  }

  static Optional<Obstacle> callbackOwed(Turn turn, Decision d) {
    var c = turn.current();
    return when(
        c.clock(ClockKind.CALLBACK, c.caseNo()).filter(Clock::running).isPresent(),
        "CALLBACK_OWED",
        "the reporter is to be called back first",
        "尚未回访，不能归档");
  }

  /** A department's share is only worked on while the case is, and in its own round. */
  static Optional<Obstacle> notAtWork(Turn turn, Decision d) {
    var status = turn.current().status();
    if (!AT_WORK.contains(status)) {
      return Optional.of(
          new Obstacle("NOT_AT_WORK", "the case is " + status, "事项当前为“%s”".formatted(status.zh())));
    }
    var a = assignment(turn, d);
    return when(
        !a.active() || a.round() != turn.current().round(),
        "NOT_AT_WORK",
        "the assignment is " + a.state(),
        "该转办单当前为“%s”".formatted(a.state().zh()));
  }

  static Optional<Obstacle> designationFinal(Turn turn, Decision d) {
    int returns = returns(turn);
    return when(
        assignment(turn, d).finalDesignation()
            || returns >= turn.config().limits().returns().maxPerCase(),
        "FINAL_DESIGNATION",
        "the case was returned %d times; the designation is final".formatted(returns),
        "本事项已申请退回 %d 次，当值协调员指定为终审指定，不得再退".formatted(returns));
  }

  static int returns(Turn turn) {
    return turn.current().assignments().stream().mapToInt(Assignment::returns).sum();
  }

  static Optional<Obstacle> returnLate(Turn turn, Decision d) {
    var within = turn.config().limits().returns().requestWithin();
    var until = turn.calendar().due(assignment(turn, d).dispatchedAt(), within).at();
    return when(
        until.isBefore(turn.now()),
        "TOO_LATE",
        "a return is asked for within %s of dispatch".formatted(within),
        "应在转办后 %s 内申请退回".formatted(zh(within)));
  }

  static boolean ofLead(Turn turn, Decision d) {
    return find(turn, d).filter(Assignment::lead).isPresent();
  }

  static Optional<Obstacle> succeedsItself(Turn turn, Decision d) {
    String successor = d.text("lead");
    boolean same =
        successor != null
            && find(turn, d)
                .filter(a -> a.department().equals(DepartmentId.parse(successor.strip())))
                .isPresent();
    return when(same, "SAME_DEPARTMENT", "a department cannot succeed itself", "接办部门不能是原部门");
  }

  static Optional<Obstacle> suspended(Turn turn, Decision d) {
    return when(
        turn.current().status() == CaseStatus.SUSPENDED,
        "SUSPENDED",
        "the case is suspended and its limit does not run",
        "事项已挂起，期限未在计算");
  }

  static Optional<Obstacle> extensionOpen(Turn turn, Decision d) {
    return when(
        assignment(turn, d).extensionAsked() != null,
        "ASKED_ALREADY",
        "an extension is asked for already",
        "已有延期申请待审批");
  }

  static Optional<Obstacle> extensionLate(Turn turn, Decision d) {
    var before = turn.config().limits().extensions().requestBefore();
    var earliest = turn.calendar().due(turn.now(), before).at();
    return when(
        earliest.isAfter(Extensions.running(turn, assignment(turn, d)).dueAt()),
        "TOO_LATE",
        "an extension is asked for %s before the due time".formatted(before),
        "应在到期 %s 前申请延期".formatted(zh(before)));
  }

  static Optional<Obstacle> extensionsUsedUp(Turn turn, Decision d) {
    int most =
        turn.config()
            .limits()
            .extensions()
            .maxCount()
            .get(turn.current().classification().issueClass());
    return when(
        extensions(turn, d) >= most,
        "EXTENSIONS_USED_UP",
        "the time was extended %d times".formatted(extensions(turn, d)),
        "已延期 %d 次，不得再延".formatted(extensions(turn, d)));
  }

  /** Never longer than the original limit, and never longer than the office allows. */
  static Optional<Obstacle> extensionTooLong(Turn turn, Decision d) {
    Integer days = days(d);
    if (days == null) {
      return Optional.empty();
    }
    var original = turn.handleLimit();
    int most =
        Math.min(
            turn.config().limits().extensions().maxLength().amount(),
            original.unit() == Unit.WORKING_DAYS ? original.amount() : 1);
    return when(
        days > most,
        "TOO_LONG",
        "an extension is at most %d working days".formatted(most),
        "延期不得超过 %d 个工作日".formatted(most));
  }

  static Optional<Obstacle> extensionNotAsked(Turn turn, Decision d) {
    return when(
        find(turn, d).filter(a -> a.extensionAsked() != null).isEmpty(),
        "NOT_ASKED",
        "no extension is asked for",
        "没有待审批的延期申请");
  }

  /** The first is granted by the first approver, any further one by the second. */
  static Optional<Obstacle> extensionApprover(Turn turn, Decision d) {
    var extensions = turn.config().limits().extensions();
    boolean first = extensions(turn, d) == 0;
    var by = d.actor().role();
    boolean may = by == extensions.secondApprover() || first && by == extensions.firstApprover();
    return when(
        !may && Boolean.parseBoolean(d.text("granted")),
        "APPROVER",
        "this extension is granted by "
            + (first ? extensions.firstApprover() : extensions.secondApprover()),
        first ? "首次延期由当值协调员审批" : "再次延期由政务服务管理部门审批");
  }

  static Optional<Obstacle> notLead(Turn turn, Decision d) {
    return when(
        !assignment(turn, d).lead(), "NOT_LEAD", "only the lead asks for a rest", "只有牵头部门可以申请挂起");
  }

  static Optional<Obstacle> notSupport(Turn turn, Decision d) {
    var a = assignment(turn, d);
    return when(a.lead(), "LEAD", "the lead cannot be waived", "牵头部门不能免予办理")
        .or(() -> when(a.answered(), "ANSWERED", "the case does not wait for it", "该部门已无须等待"));
  }

  /** What the lead asked for, if it waits for a decision on a rest. */
  static Optional<Assignment.Ask> restAsked(Turn turn) {
    return turn.current().lead().map(Assignment::suspensionAsked);
  }

  static boolean restLength(Turn turn) {
    return restAsked(turn).map(Assignment.Ask::workdays).isPresent();
  }

  static Optional<Obstacle> restNotAsked(Turn turn, Decision d) {
    return when(
        restAsked(turn).isEmpty(), "NOT_ASKED", "the lead has not asked for it", "牵头部门没有申请挂起");
  }

  static Optional<Obstacle> restTooLong(Turn turn, Decision d) {
    var most = turn.config().limits().suspensions().maxLength();
    var until = Rests.until(turn, d);
    boolean wrong =
        until.isPresent()
            && (!until.get().isAfter(turn.now())
                || until.get().isAfter(turn.calendar().due(turn.now(), most).at()));
    return when(
        wrong,
        "TOO_LONG",
        "a rest ends after now and within " + most,
        "挂起应在 %s 内恢复".formatted(zh(most)));
  }

  /** The leads of a round share one clock and so one count; a support has its own. */
  private static int extensions(Turn turn, Decision d) {
    var c = turn.current();
    var own = assignment(turn, d);
    return c.assignments().stream()
        .filter(a -> a.round() == c.round() && (own.lead() ? a.lead() : a.equals(own)))
        .mapToInt(Assignment::extensions)
        .sum();
  }

  private static Integer days(Decision d) {
    String text = d.text("workdays") == null ? d.text("requestedWorkdays") : d.text("workdays");
    return text == null ? null : Integer.valueOf(text.strip());
  }

  private static Assignment assignment(Turn turn, Decision d) {
    return find(turn, d).orElseThrow();
  }

  private static Optional<Assignment> find(Turn turn, Decision d) {
    return Optional.ofNullable(d.assignmentId()).flatMap(turn.current()::assignment);
  }

  private static String zh(TimeLimit limit) {
    return limit.amount()
        + switch (limit.unit()) {
          case WORKING_DAYS -> " 个工作日";
          case WORKING_HOURS -> " 个工作小时";
          case HOURS -> " 小时";
        };
  }

  private static Optional<Obstacle> when(boolean applies, String rule, String why, String msg) {
    return applies ? Optional.of(new Obstacle(rule, why, msg)) : Optional.empty();
  }
}
