package io.bancheng.canonical;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a department said about its assignment, in canonical form.
 *
 * @param assignmentId or only the case number, from a department that knows nothing else
 * @param department the department whose queue or key it came by, never a field of the message
 * @param occurredAt the department's own time of it
 * @param idempotencyKey the department's key for this reply
 * @param resultType for an opinion
 * @param contactedReporterAt when the department spoke with the reporter, null if it did not
 * @param suggestedDept for a return
 */
public record Reply(
    ReplyType eventType,
    String assignmentId,
    DepartmentId department,
    Instant occurredAt,
    String actor,
    String idempotencyKey,
    Texts texts,
    ResultType resultType,
    String policyBasis,
    Instant contactedReporterAt,
    String reasonCode,
    String legalBasis,
    String suggestedDept,
    Integer requestedWorkdays) {

  /** The same about the assignment of that id. */
  public Reply about(String assignment) {
    return new Reply(
        eventType,
        assignment,
        department,
        occurredAt,
        actor,
        idempotencyKey,
        texts,
        resultType,
        policyBasis,
        contactedReporterAt,
        reasonCode,
        legalBasis,
        suggestedDept,
        requestedWorkdays);
  }

  /** SHA-256 of what it says, whoever said it, when and under which key; in hex. */
  public String content() {
    var said =
        Arrays.asList(
            eventType,
            assignmentId,
            texts.byName(),
            resultType,
            policyBasis,
            contactedReporterAt,
            reasonCode,
            legalBasis,
            suggestedDept,
            requestedWorkdays);
    return Sha256.hex(CanonicalJson.write(said).getBytes(StandardCharsets.UTF_8));
  }

  /** The case number inside the assignment id. */
  public String caseNo() {
    int dash = assignmentId.lastIndexOf('-');
    return dash < 0 ? assignmentId : assignmentId.substring(0, dash);
  }
}
