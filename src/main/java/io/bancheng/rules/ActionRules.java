package io.bancheng.rules;

import static io.bancheng.rules.ActionRule.rule;
import static io.bancheng.rules.Field.may;
import static io.bancheng.rules.Field.need;
import static io.bancheng.rules.Forms.*;

import io.bancheng.canonical.Decision;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Solved;
import io.bancheng.config.Turn;
import java.util.List;

/**
 * Data and conditions of every action that somebody takes (事项办理规则), beside the transition tables,
 * which say in which state and by whom.
 */
final class ActionRules {
  private static final Field ASSIGNMENT = need("assignmentId", "转办单编号", LINE);
  private static final Field ORDER = may("orderId", "督办单编号", LINE);
  private static final Field REASON = need("reason", "理由", TEXT);
  private static final Field DECISION_TEXT = need("decisionText", "审批意见", TEXT);
  private static final Field OPINION = may("dispatchOpinion", "分办意见", TEXT);

  static final List<ActionRule> ALL =
      List.of(
          rule(
              "accept",
              may("categoryCode", "类别", CATEGORY).when((turn, d) -> unclassified(turn)),
              may("issueClass", "事项等级", code(IssueClass.class))
                  .when((turn, d) -> unclassified(turn))),
          rule(
                  "reject",
                  need("exclusionReason", "不予受理情形", code(ExclusionReason.class)),
                  need("toldReporterAt", "告知反映人的时间", TIME),
                  may("referralText", "告知内容", TEXT))
              .unless(Guards::toldLater),
          rule("reconsider", REASON).unless(Guards::reconsidered),
          rule("askForInfo", need("missingFields", "需补充的内容", TEXT)),
          rule(
              "supplement",
              may("regionCode", "行政区划", REGION),
              may("townCode", "乡镇街道", LINE),
              may("content", "补充内容", TEXT)),
          rule(
                  "merge",
                  need("mergedIntoCaseNo", "并入的编号", LINE)
                      .when((turn, d) -> turn.current().suspects().size() != 1))
              .unless(Guards::mergedIntoItself),
          rule(
                  "transferRegion",
                  need("targetRegionCode", "转往的行政区划", REGION),
                  may("receiptFromTarget", "对方回执", LINE))
              .unless(Guards::sameRegion),
          rule("answerOnSpot", need("answerText", "答复内容", TEXT)),
          rule(
              "dispatch",
              need("lead", "牵头部门", DEPARTMENT),
              may("supports", "协办部门", DEPARTMENTS),
              OPINION),
          rule("addSupport", need("supports", "协办部门", DEPARTMENTS), OPINION)
              .unless(Guards::supportsAlready),
          rule(
                  "suspend",
                  may("reasonCode", "挂起原因", SUSPENSION_REASON)
                      .when((turn, d) -> Guards.restAsked(turn).isEmpty()),
                  may("until", "挂起至", TIME)
                      .when((turn, d) -> d.text("workdays") == null && !Guards.restLength(turn)),
                  may("workdays", "挂起工作日", WORKDAYS),
                  may("decisionText", "审批意见", TEXT))
              .unless(Guards::restNotAsked, Guards::restTooLong),
          rule("resume"),
          rule("rejectOpinion", REASON, may("newDueAt", "新的期限", TIME)).unless(Guards::dueBeforeNow),
          rule(
              "close",
              need("resultType", "办理结果", code(ResultType.class)),
              need("resultText", "答复内容", TEXT),
              may("policyBasis", "政策依据", TEXT).when((turn, d) -> cannotBeDone(d))),
          rule(
              "giveFeedback",
              need("method", "反馈方式", code(FeedbackMethod.class)),
              need("outcome", "反馈结果", code(FeedbackOutcome.class))),
          rule(
                  "recordCallback",
                  need("connected", "是否接通", FLAG),
                  may("solved", "是否解决", code(Solved.class)),
                  may("satisfaction", "满意度", code("5", "4", "3", "2", "1", "0")),
                  may("cause", "不满意原因", code(DissatisfactionCause.class)),
                  may("text", "回访记录", TEXT))
              .unless(Guards::ratedBefore),
          rule("archive").unless(Guards::callbackOwed),
          rule("reopen", REASON).unless(Guards::roundsUsedUp),
          rule("withdraw", REASON),
          rule("sign", ASSIGNMENT).unless(Guards::notAtWork),
          rule("progress", ASSIGNMENT, need("text", "进展情况", TEXT)).unless(Guards::notAtWork),
          rule(
                  "requestReturn",
                  ASSIGNMENT,
                  may("reasonCode", "退回原因（代码或简述）", LINE).when((turn, d) -> reasonRequired(turn)),
                  may("reasonText", "退回理由", TEXT).when((turn, d) -> reasonRequired(turn)),
                  may("legalBasis", "法定依据", TEXT).when((turn, d) -> reasonRequired(turn)),
                  may("suggestedDept", "建议承办部门", LINE)
                      .when(
                          (turn, d) ->
                              turn.config().limits().returns().suggestedDepartmentRequired()))
              .unless(Guards::notAtWork, Guards::designationFinal, Guards::returnLate),
          rule("approveReturn", ASSIGNMENT, DECISION_TEXT, successor().when(Guards::ofLead))
              .unless(Guards::succeedsItself),
          rule("refuseReturn", ASSIGNMENT, DECISION_TEXT),
          rule(
                  "requestExtension",
                  ASSIGNMENT,
                  need("reasonCode", "延期原因（代码或简述）", LINE),
                  may("reasonText", "延期理由", TEXT),
                  need("requestedWorkdays", "申请延长的工作日", WORKDAYS))
              .unless(
                  Guards::notAtWork,
                  Guards::suspended,
                  Guards::extensionOpen,
                  Guards::extensionLate,
                  Guards::extensionsUsedUp,
                  Guards::extensionTooLong),
          rule(
                  "decideExtension",
                  ASSIGNMENT,
                  need("granted", "是否同意", FLAG),
                  DECISION_TEXT,
                  may("workdays", "延长的工作日", WORKDAYS))
              .unless(
                  Guards::suspended,
                  Guards::extensionNotAsked,
                  Guards::extensionApprover,
                  Guards::extensionTooLong),
          rule(
                  "requestSuspension",
                  ASSIGNMENT,
                  need("reasonCode", "挂起原因", SUSPENSION_REASON),
                  may("reasonText", "挂起理由", TEXT),
                  may("requestedWorkdays", "申请挂起的工作日", WORKDAYS))
              .unless(Guards::notAtWork, Guards::notLead, Guards::restTooLong),
          rule("refuseSuspension", ASSIGNMENT, DECISION_TEXT).unless(Guards::restNotAsked),
          rule("waiveSupport", ASSIGNMENT, REASON).unless(Guards::notSupport),
          rule(
              "submitOpinion",
              ASSIGNMENT,
              need("resultType", "办理结果", code(ResultType.class)),
              need("opinionText", "办理意见", TEXT),
              may("publicReplyText", "公开答复内容", TEXT),
              may("policyBasis", "政策依据", TEXT),
              may("contactedReporterAt", "联系反映人的时间", TIME)),
          rule("withdrawAssignment", ASSIGNMENT, REASON, successor())
              .unless(Guards::succeedsItself),
          rule(
              "issueSupervision",
              ORDER,
              may("level", "督办级别", code("NOTICE", "YELLOW_CARD", "RED_CARD")),
              may("requirement", "督办要求", TEXT)),
          rule("declineSupervision", ORDER, REASON),
          rule("answerSupervision", ORDER, need("answerText", "督办答复", TEXT)),
          rule("acceptAnswer", ORDER),
          rule("rejectAnswer", ORDER, DECISION_TEXT),
          rule("liftSupervision", ORDER, REASON),
          rule("recompute", REASON));

  private ActionRules() {}

  private static Field successor() {
    return may("lead", "接办的牵头部门", DEPARTMENT);
  }

  private static boolean unclassified(Turn turn) {
    return turn.current().classification() == null;
  }

  private static boolean reasonRequired(Turn turn) {
    return turn.config().limits().returns().reasonRequired();
  }

  private static boolean cannotBeDone(Decision d) {
    return ResultType.CANNOT_BE_DONE.name().equals(d.text("resultType"));
  }
}
