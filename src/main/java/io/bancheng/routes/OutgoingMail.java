package io.bancheng.routes;

/**
 * A mail to a reporter or a department.
 *
 * @param inReplyTo id of the mail that it answers, null if that had none
 */
record OutgoingMail(String to, String subject, String text, String messageId, String inReplyTo) {}
