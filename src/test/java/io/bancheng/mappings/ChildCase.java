package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.DepartmentRole;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Source;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Texts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

/** The case of the child's identity number, at every point of its way. */
final class ChildCase {
  static final String NO = "341522261010000128";
  static final Instant T = OffsetDateTime.parse("2026-10-10T10:31:00+08:00").toInstant();
  static final Actor POLICE = new Actor(Role.DEPT_SYSTEM, "department.341522.gaj", null);
  static final Actor COORDINATOR = new Actor(Role.DUTY_COORDINATOR, "li", null);

  private static final String SUBMISSION =
      """
      {"schemaVersion": "1.0",
       "envelope": {"channel": "COUNTER", "sourceSystem": "counter-1", "sourceCaseId": "HQ1",
         "sentAt": "2026-10-10T10:15:01+08:00", "mappingId": "counter@1"},
       "caseKind": "HANDLING",
       "reporter": {"type": "INDIVIDUAL", "name": "李某某", "idNumber": "341522198506120001",
         "contacts": [{"type": "MOBILE", "value": "19400000003"}], "address": "霍邱县城关镇",
         "confidential": false},
       "matter": {},
       "demand": {"title": "孩子身份证号显示注销", "content": "……", "expectation": "尽快变更学籍信息",
         "reportedAt": "2026-10-10T10:12:00+08:00"},
       "location": {"regionCode": "341522"}, "attachments": [], "relations": {}, "flags": []}
      """;

  private ChildCase() {}

  static CaseFile registered(Consumer<ObjectNode> change) {
    var submission = submission(change);
    var source = new Source(Channel.COUNTER, "counter", "counter-1", "HQ1", null, null);
    return CaseFile.open(
        new Registered(
            T,
            Actor.HUB,
            NO,
            source,
            CaseKind.HANDLING,
            "341522",
            null,
            List.of(),
            submission.reporter().confidential(),
            "r1",
            List.of(),
            submission));
  }

  static CaseFile dispatched(Consumer<ObjectNode> change) {
    return dispatched(registered(change));
  }

  static CaseFile dispatched(CaseFile registered) {
    return registered
        .add(new Screened(T, Actor.HUB, List.of(), List.of()))
        .add(new Accepted(T, Actor.HUB, "0403", IssueClass.COMPLEX, "10wd", List.of()))
        .add(
            new Dispatched(
                T,
                Actor.HUB,
                List.of(
                    share(1, "gaj", DepartmentRole.LEAD), share(2, "jyj", DepartmentRole.SUPPORT)),
                List.of(
                    clock(ClockKind.SIGN, NO + "-1", "2026-10-10T15:31:00+08:00"),
                    clock(ClockKind.SIGN, NO + "-2", "2026-10-10T15:31:00+08:00"),
                    clock(ClockKind.SUPPORT_REPLY, NO + "-2", "2026-10-22T23:59:59+08:00"),
                    clock(ClockKind.HANDLE, NO, "2026-10-23T23:59:59+08:00")),
                Texts.of("dispatchOpinion", "请公安牵头，会同教育窗口办理。")));
  }

  /** The same file as the ledger gives it back: nothing fresh. */
  static CaseFile taken(CaseFile file) {
    return CaseFile.taken(file.current(), file.submission(), 4, "h");
  }

  static Clock clock(ClockKind kind, String subject, String due) {
    var at = OffsetDateTime.parse(due).toInstant();
    return Clock.started(kind, subject, 1, "10wd", T, new Due(at, "c1", false));
  }

  private static Assignment share(int n, String type, DepartmentRole role) {
    return Assignment.dispatched(NO + "-" + n, new DepartmentId("341522", type), role, 1, T);
  }

  private static Submission submission(Consumer<ObjectNode> change) {
    try {
      var tree = (ObjectNode) CanonicalJson.MAPPER.readTree(SUBMISSION);
      change.accept(tree);
      return CanonicalJson.MAPPER.treeToValue(tree, Submission.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
