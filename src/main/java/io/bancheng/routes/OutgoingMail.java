package io.bancheng.routes;

import java.util.List;

/**
 * A mail to a reporter or a department.
 *
 * @param inReplyTo id of the mail that it answers, null if that had none
 * @param documents what comes with it
 */
record OutgoingMail(
    String to,
    String subject,
    String text,
    String messageId,
    String inReplyTo,
    List<Document> documents) {

  /**
   * A document that comes with a mail.
   *
   * @param name as its sender called it, untrusted
   */
  record Document(String name, String mediaType, byte[] content) {}

  OutgoingMail {
    documents = List.copyOf(documents);
  }

  /** A mail without documents. */
  OutgoingMail(String to, String subject, String text, String messageId, String inReplyTo) {
    this(to, subject, text, messageId, inReplyTo, List.of());
  }

  OutgoingMail with(List<Document> more) {
    return new OutgoingMail(to, subject, text, messageId, inReplyTo, more);
  }
}
