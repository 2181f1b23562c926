package io.bancheng.mappings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Addition;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.Submission.Reporter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a department is told with its assignment (分办单). */
final class AssignmentSlip {
  private final CaseFile file;
  private final Dispatched event;
  private final Assignment a;
  private final Discretion discretion;

  AssignmentSlip(CaseFile file, Dispatched event, Assignment a) {
    this.file = file;
    this.event = event;
    this.a = a;
    this.discretion = Discretion.towards(a, file);
  }

  Body body() {
    var classification = file.current().classification();
    var body =
        Body.of("ASSIGNMENT_DISPATCHED", file.current().caseNo(), discretion)
            .with("assignmentId", a.id())
            .with("round", a.round())
            .with("role", a.role())
            .with("department", a.department().toString())
            .with("otherDepartments", others())
            .with("dispatchedAt", a.dispatchedAt())
            .with("signBefore", due(ClockKind.SIGN, a.id()))
            .with("replyBefore", replyBefore());
    if (classification != null) {
      body.with("issueClass", classification.issueClass())
          .with("categoryCode", classification.categoryCode());
    }
    if (file.submission() != null) {
      body.with("reporter", reporter(file.submission().reporter())).with("demand", demand());
    }
    return body.words("dispatchOpinion", Spoken.of(event.texts(), "dispatchOpinion"))
        .with("additions", file.additions().isEmpty() ? null : additions())
        .attachments(file.submission() == null ? List.of() : file.submission().attachments());
  }

  /** What was said after the registration, so that whoever comes later knows it too. */
  private ArrayNode additions() {
    var list = JsonNodeFactory.instance.arrayNode();
    file.additions().forEach(added -> list.add(addition(added)));
    return list;
  }

  private ObjectNode addition(Addition added) {
    var told =
        Body.part(discretion)
            .with("type", added.type())
            .with("at", added.at())
            .words("text", added.text());
    return (added.attachments().isEmpty() ? told : told.attachments(added.attachments())).node();
  }

  private ArrayNode others() {
    var others = JsonNodeFactory.instance.arrayNode();
    file.current().assignments().stream()
        .filter(o -> o.round() == a.round() && o.active() && !o.id().equals(a.id()))
        .forEach(
            o ->
                others
                    .addObject()
                    .put("department", o.department().toString())
                    .put("role", o.role().name()));
    return others;
  }

  private Instant replyBefore() {
    return a.lead()
        ? due(ClockKind.HANDLE, file.current().caseNo())
        : Optional.ofNullable(due(ClockKind.SUPPORT_REPLY, a.id()))
            .orElseGet(() -> due(ClockKind.HANDLE, file.current().caseNo()));
  }

  private Instant due(ClockKind kind, String subject) {
    return Stream.concat(event.clocks().stream(), file.current().clock(kind, subject).stream())
        .filter(c -> c.kind() == kind && c.subject().equals(subject))
        .findFirst()
        .map(Clock::dueAt)
        .orElse(null);
  }

  /** Names find the file in a department's own system; only the lead rings the reporter up. */
  private ObjectNode reporter(Reporter r) {
    var told = Body.part(discretion).with("type", r.type());
    if (!Discretion.confidential(file)) {
      told.with("name", r.name())
          .with("orgName", r.orgName())
          .with("contacts", a.lead() ? r.contacts() : null);
      if (r.onBehalfOf() != null) {
        told.with(
            "onBehalfOf",
            Body.part(discretion)
                .with("name", r.onBehalfOf().name())
                .with("relation", r.onBehalfOf().relation())
                .node());
      }
    }
    return told.with("confidential", Discretion.confidential(file)).node();
  }

  private ObjectNode demand() {
    var demand = file.submission().demand();
    return Body.part(discretion)
        .words("title", demand.title())
        .words("content", demand.content())
        .words("expectation", demand.expectation())
        .node();
  }
}
