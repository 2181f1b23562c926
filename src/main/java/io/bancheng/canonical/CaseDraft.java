package io.bancheng.canonical;

import java.util.List;

/** A case while one event is being applied to it: the fields that events may change. */
final class CaseDraft {
  Source source;
  String regionCode;
  String townCode;
  CaseStatus status;
  int round;
  Screening screening;
  Classification classification;
  List<Assignment> assignments;
  List<Clock> clocks;
  Closure closure;
  List<Feedback> feedback;
  int urges;
  List<String> suspects;
  List<Supervision> supervision;
  List<Callback> callbacks;
  String mergedInto;
  List<SupervisionOrder> orders;
  Procedure procedure;
  private final Case before;

  CaseDraft(Case before) {
    this.before = before;
    this.source = before.source();
    this.regionCode = before.regionCode();
    this.townCode = before.townCode();
    this.status = before.status();
    this.round = before.round();
    this.screening = before.screening();
    this.classification = before.classification();
    this.assignments = before.assignments();
    this.clocks = before.clocks();
    this.closure = before.closure();
    this.feedback = before.feedback();
    this.urges = before.urges();
    this.suspects = before.suspects();
    this.supervision = before.supervision();
    this.callbacks = before.callbacks();
    this.mergedInto = before.mergedInto();
    this.orders = before.orders();
    this.procedure = before.procedure();
  }

  Case done() {
    return new Case(
        before.caseNo(),
        source,
        before.kind(),
        regionCode,
        townCode,
        status,
        round,
        before.registeredAt(),
        before.rulesVersion(),
        before.confidential(),
        before.flags(),
        screening,
        classification,
        assignments,
        clocks,
        closure,
        feedback,
        urges,
        suspects,
        supervision,
        callbacks,
        mergedInto,
        orders,
        procedure);
  }
}
