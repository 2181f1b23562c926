package io.bancheng.accept;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.Expired;
import io.bancheng.canonical.InfoRequested;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Merged;
import io.bancheng.canonical.Reconsidered;
import io.bancheng.canonical.Rejected;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.canonical.Supplemented;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.TransferredOut;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Turn;
import java.util.List;
import java.util.Optional;

/** What a clerk or the duty coordinator decides before a case is dispatched (研判). */
public final class ScreeningDesk {
  private final Registrar registrar;

  public ScreeningDesk(Registrar registrar) {
    this.registrar = registrar;
  }

  /**
   * Applies a person's decision.
   *
   * @throws Unacceptable if the action is not of this desk or lacks what it requires
   * @throws io.bancheng.canonical.IllegalTransition if the case's state does not allow it
   */
  public Turn decide(Turn turn, Decision d) {
    var at = turn.now();
    return switch (d.action()) {
      case "accept" -> accept(turn, d);
      case "reject" -> reject(turn, d);
      case "supplement" -> supplement(turn, d);
      case "askForInfo" ->
          turn.add(
              new InfoRequested(
                  at,
                  d.actor(),
                  List.of(d.required("missingFields").split("\\s*[,，、]\\s*")),
                  List.of(infoClock(turn))));
      case "merge" -> turn.add(new Merged(at, d.actor(), mergedInto(turn, d), d.actor().id()));
      case "transferRegion" ->
          turn.add(
              new TransferredOut(
                  at, d.actor(), region(turn, d, "targetRegionCode"), d.text("receiptFromTarget")));
      case "answerOnSpot" ->
          turn.add(
              new AnsweredOnSpot(
                  at,
                  d.actor(),
                  Texts.of("publicReplyText", d.required("answerText")),
                  List.of(turn.clock(ClockKind.FEEDBACK, d.caseNo(), IssueClass.GENERAL))));
      case "reconsider" ->
          turn.add(
              new Reconsidered(
                  at,
                  d.actor(),
                  Texts.of("reasonText", d.required("reason")),
                  List.of(turn.clock(ClockKind.ACCEPT, d.caseNo(), IssueClass.GENERAL))));
      case "withdraw" ->
          Withdrawal.of(turn, d.actor(), Texts.of("reasonText", d.required("reason")));
      case "reopen" -> reopen(turn, d);
      default ->
          throw new Unacceptable(
              Unacceptable.Kind.INVALID, "Action " + d.action() + " is not known.");
    };
  }

  /**
   * What becomes of a case whose reporter did not answer in time: asked again as often as the
   * office asks, then ended.
   */
  public Turn lapsed(Turn turn, ClockKind kind) {
    var c = turn.current();
    boolean silent =
        kind == ClockKind.INFO
            && c.status() == CaseStatus.PENDING_INFO
            && c.clock(kind, c.caseNo()).filter(k -> k.dueAt().isBefore(turn.now())).isPresent();
    if (!silent) {
      return turn;
    }
    var asked = c.procedure();
    return turn.add(
        asked.infoRequests() < turn.config().limits().infoRequests().attempts()
            ? new InfoRequested(
                turn.now(), Actor.HUB, asked.missingFields(), List.of(infoClock(turn)))
            : new Expired(turn.now(), Actor.HUB));
  }

  static Clock infoClock(Turn turn) {
    return turn.clock(ClockKind.INFO, turn.current().caseNo(), IssueClass.GENERAL);
  }

  /** The named case, or the one that was suspected when there is only one. */
  private static String mergedInto(Turn turn, Decision d) {
    var suspects = turn.current().suspects();
    return suspects.size() == 1 && d.text("mergedIntoCaseNo") == null
        ? suspects.get(0)
        : d.required("mergedIntoCaseNo");
  }

  private static Turn accept(Turn turn, Decision d) {
    var proposal = turn.current().classification();
    String category =
        d.text("categoryCode") == null && proposal != null
            ? proposal.categoryCode()
            : d.required("categoryCode");
    if (turn.config().categories().find(category).isEmpty()) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "Category %s is not in config/tables/categories.csv.".formatted(category),
          List.of(new Unacceptable.Fault("/categoryCode", "unknown category")));
    }
    var issueClass =
        d.text("issueClass") == null && proposal != null
            ? proposal.issueClass()
            : d.required("issueClass", IssueClass.class);
    var decision = proposal == null ? null : proposal.decision();
    Integer workdays =
        decision != null && decision.categoryCode().equals(category) ? decision.workdays() : null;
    var limit = turn.config().limits().handle(turn.current().kind(), issueClass, workdays);
    return turn.add(
        new Accepted(
            turn.now(),
            d.actor(),
            category,
            issueClass,
            limit.toString(),
            List.of(turn.clock(ClockKind.DISPATCH, d.caseNo(), issueClass))));
  }

  private static Turn reject(Turn turn, Decision d) {
    var reason = d.required("exclusionReason", ExclusionReason.class);
    String referral =
        hits(turn).stream()
            .filter(hit -> hit.reason() == reason && d.text("referralText") == null)
            .map(hit -> hit.referralText())
            .findFirst()
            .or(
                () ->
                    d.text("referralText") == null
                        ? turn.config().exclusions().referralText(reason)
                        : Optional.empty())
            .orElseGet(() -> d.required("referralText"));
    return turn.add(
        new Rejected(turn.now(), d.actor(), reason, referral, d.requiredTime("toldReporterAt")));
  }

  /** A person may reopen later than a reporter; how often is the rulebook's matter. */
  private static Turn reopen(Turn turn, Decision d) {
    return Reopening.reopen(turn, d.actor(), d.required("reason"), null);
  }

  private static List<ScreeningHit> hits(Turn turn) {
    var screening = turn.current().screening();
    return screening == null ? List.of() : screening.hits();
  }

  private Turn supplement(Turn turn, Decision d) {
    var c = turn.current();
    String region = d.text("regionCode") == null ? c.regionCode() : region(turn, d, "regionCode");
    String town = d.text("townCode") == null ? c.townCode() : d.text("townCode");
    return registrar.screen(
        turn.add(
            new Supplemented(
                turn.now(),
                d.actor(),
                List.copyOf(d.data().keySet()),
                region,
                town,
                Texts.of("content", d.text("content")))));
  }

  private static String region(Turn turn, Decision d, String field) {
    String code = d.required(field);
    if (!turn.config().regions().knows(code)) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "Region %s is not in config/tables/regions.csv.".formatted(code),
          List.of(new Unacceptable.Fault("/" + field, "unknown region")));
    }
    return code;
  }
}
