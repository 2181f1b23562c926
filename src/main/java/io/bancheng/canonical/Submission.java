package io.bancheng.canonical;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a source said, in canonical form: the shape of {@code canonical-submission.schema.json}.
 * Components that the schema does not require are null when the source did not give them. Texts are
 * verbatim; identifiers are normalised.
 */
public record Submission(
    String schemaVersion,
    Envelope envelope,
    CaseKind caseKind,
    Reporter reporter,
    Matter matter,
    Demand demand,
    Location location,
    List<Attachment> attachments,
    Relations relations,
    List<DataQualityFlag> flags,
    Map<String, Object> extensions) {
  /** The extension with the codes that no list knows, by the field they were meant for. */
  public static final String UNKNOWN_CODES = "unknownCodes";

  /** Who sent it and under which number. {@code sentAt} carries the offset of Asia/Shanghai. */
  public record Envelope(
      String messageId,
      Channel channel,
      String sourceSystem,
      String sourceCaseId,
      Integer sourceVersion,
      OffsetDateTime sentAt,
      OffsetDateTime receivedAt,
      String rawSha256,
      String mappingId) {}

  /** The person or body that speaks (反映人). */
  public record Reporter(
      String type,
      String name,
      String gender,
      String idType,
      String idNumber,
      String orgName,
      String uscc,
      List<Contact> contacts,
      String address,
      List<String> vulnerableGroups,
      boolean confidential,
      OnBehalfOf onBehalfOf) {
    /** The first mobile number that is one, for text messages. */
    public Optional<String> mobile() {
      return contacts.stream()
          .filter(contact -> contact.type().equals("MOBILE") && contact.valid() == null)
          .map(Contact::value)
          .findFirst();
    }
  }

  /** One way to reach the reporter; {@code valid} is false when it is kept although misformed. */
  public record Contact(String type, String value, String ext, Boolean valid) {}

  /** The party for whom the reporter speaks (代为反映). */
  public record OnBehalfOf(String name, String relation, String idNumber) {}

  /** The government service matter that could not be got done (政务服务事项). */
  public record Matter(
      String matterCode,
      String matterName,
      String reportedDept,
      String applicationNo,
      String stuckStage,
      Integer visitCount,
      String sourceCategoryCode,
      String sourceCategoryName) {}

  /** What is asked for (诉求). */
  public record Demand(
      String type,
      String situation,
      String title,
      String content,
      String expectation,
      String urgencyReported,
      OffsetDateTime reportedAt,
      OffsetDateTime sourceDueAt) {}

  /** Where it happened; {@code regionCode} is null when nobody could tell. */
  public record Location(String regionCode, String townCode, String address) {}

  /** A document that came along. */
  public record Attachment(
      String name,
      String mediaType,
      Long size,
      String sha256,
      String sourceUrl,
      String contentRef) {}

  /** Links to earlier submissions of the same source. */
  public record Relations(List<String> previousSourceCaseIds, String inReplyTo) {}
}
