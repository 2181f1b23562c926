package io.bancheng.mappings;

import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.SupervisionAnswerAccepted;
import io.bancheng.canonical.SupervisionAnswerRejected;
import io.bancheng.canonical.SupervisionIssued;
import io.bancheng.canonical.SupervisionLifted;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.Texts;
import java.util.stream.Stream;

/** What departments and efficiency offices are told of supervision orders (督办单). */
final class SupervisionLetters {
  private final CaseFile file;

  SupervisionLetters(CaseFile file) {
    this.file = file;
  }

  Stream<Letter> of(CaseEvent event) {
    if (event instanceof SupervisionIssued e) {
      return order(e.orderId()).flatMap(o -> issued(e, o));
    }
    if (event instanceof SupervisionAnswerAccepted e) {
      return told(e.orderId(), "SUPERVISION_ANSWER_ACCEPTED", e.texts());
    }
    if (event instanceof SupervisionAnswerRejected e) {
      return told(e.orderId(), "SUPERVISION_ANSWER_REJECTED", e.texts());
    }
    return event instanceof SupervisionLifted e
        ? told(e.orderId(), "SUPERVISION_LIFTED", e.texts())
        : Stream.empty();
  }

  private Stream<Letter> issued(SupervisionIssued e, SupervisionOrder order) {
    var body = about("SUPERVISION_ISSUED", order, e.texts());
    return Stream.concat(Stream.of(order.department()), e.tells().stream())
        .distinct()
        .map(id -> to(id, body));
  }

  private Stream<Letter> told(String orderId, String type, Texts texts) {
    return order(orderId).map(o -> to(o.department(), about(type, o, texts)));
  }

  private Body about(String type, SupervisionOrder o, Texts texts) {
    var share = file.current().assignment(o.assignmentId()).orElseThrow();
    return Body.of(type, file.current().caseNo(), Discretion.towards(share, file))
        .with("orderId", o.id())
        .with("assignmentId", o.assignmentId())
        .with("round", o.round())
        .with("department", o.department().toString())
        .with("level", o.level())
        .with("levelZh", o.level().zh())
        .with("cause", o.cause())
        .with("causeZh", o.cause().zh())
        .with("issuedAt", o.issuedAt())
        .with("answerBefore", o.answerDueAt())
        .words("text", Spoken.of(texts, "text"));
  }

  private Stream<SupervisionOrder> order(String id) {
    return file.current().order(id).stream();
  }

  private Letter to(DepartmentId id, Body body) {
    return body.letter("department." + id.dotted() + ".cases", file.current().caseNo() + "/" + id);
  }
}
