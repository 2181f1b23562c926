package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DepartmentId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the kit's letters, with people that nobody is (测试某, 194 0000 ....). */
final class Letters {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyMMddHHmmss");

  private final DepartmentId department;
  private final Clock clock;
  private final String run;
  private final AtomicInteger numbers = new AtomicInteger();

  Letters(DepartmentId department, Clock clock) {
    this.department = department;
    this.clock = clock;
    this.run = STAMP.format(OffsetDateTime.ofInstant(clock.instant(), ZONE));
  }

  /** An assignment with the department in the lead; each is another case. */
  Letter assignment() {
    String caseNo = "9%s%05d".formatted(run, numbers.incrementAndGet());
    var body = about("ASSIGNMENT_DISPATCHED", caseNo, caseNo + "-1");
    body.put("role", "LEAD");
    body.putArray("otherDepartments");
    body.put("dispatchedAt", in(Duration.ZERO))
        .put("signBefore", in(Duration.ofHours(4)))
        .put("replyBefore", in(Duration.ofDays(5)))
        .put("issueClass", "GENERAL")
        .put("categoryCode", "0103");
    var reporter = body.putObject("reporter");
    reporter.put("type", "INDIVIDUAL").put("name", "测试某某");
    reporter.putArray("contacts").addObject().put("type", "MOBILE").put("value", "19400000001");
    reporter.put("confidential", false);
    body.putObject("demand")
        .put("title", "一致性检测")
        .put("content", "这是一致性检测发出的测试件，请按正常流程签收并答复。")
        .put("expectation", "收到答复");
    body.putArray("attachments");
    return new Letter(body);
  }

  /** Another letter about the case of that one. */
  Letter later(Letter assignment, String type) {
    return new Letter(about(type, assignment.caseNo(), assignment.assignmentId()));
  }

  private ObjectNode about(String type, String caseNo, String assignmentId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("messageId", UUID.randomUUID().toString())
        .put("schemaVersion", "1.0")
        .put("messageType", type)
        .put("caseNo", caseNo)
        .put("assignmentId", assignmentId)
        .put("round", 1)
        .put("department", department.toString());
  }

  /** A time as the hub writes it. */
  String in(Duration fromNow) {
    return OffsetDateTime.ofInstant(clock.instant().plus(fromNow), ZONE)
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
