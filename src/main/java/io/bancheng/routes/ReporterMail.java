package io.bancheng.routes;

/**
 * A mail to a reporter.
 *
 * @param inReplyTo id of the mail that it answers, null if that had none
 */
record ReporterMail(String to, String subject, String text, String messageId, String inReplyTo) {}
