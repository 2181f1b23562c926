package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail that lay in a mailbox for departments, as far as the hub looks at it before the
 * department's own mapping does: who wrote it, which mail of the hub it answers, whether a machine
 * wrote it.
 *
 * @param from the sender's address, null if there is none
 * @param messageId without brackets
 * @param about the assignment that it answers, null if the subject names none
 * @param code the code behind it, null with it
 * @param automatic nobody wrote it: nothing follows, and nobody is told
 * @param toldBefore it answers a mail that told its sender that his answer was not taken
 * @param returned the letter (hubMsgId) that came back undelivered, null if none did
 * @param why why it came back
 */
public record DepartmentMail(
    String from,
    String messageId,
    String about,
    String code,
    boolean automatic,
    boolean toldBefore,
    String returned,
    String why) {
  private static final Pattern SUBJECT =
      Pattern.compile("\\[转办\\s+(\\d{18,19}-\\d{1,3})\\s+([0-9a-f]{24})\\s*]");
  private static final Pattern LETTER =
      Pattern.compile("dept-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@");
  private static final Pattern AUTOMATIC_SUBJECT =
      Pattern.compile("(?is)\\s*(自动回复|自動回覆|自动答复|automatic reply|auto-?reply|out of office).*");
  private static final List<String> BULK = List.of("bulk", "junk", "list", "auto_reply");

  /**
   * Looks at a mail.
   *
   * @throws Unacceptable UNREADABLE if it is none
   */
  public static DepartmentMail read(byte[] raw, ReadingLimits limits) {
    var tree = (Map<?, ?>) SourceMail.read(raw, limits).tree();
    var subject = SUBJECT.matcher(text(tree, "subject"));
    boolean found = subject.find();
    var report = tree.get("report") instanceof Map<?, ?> r ? r : Map.of();
    return new DepartmentMail(
        (String) tree.get("from"),
        text(tree, "messageId"),
        found ? subject.group(1) : null,
        found ? subject.group(2) : null,
        !report.isEmpty() || automatic(tree),
        text(tree, "inReplyTo").startsWith("told-") || text(tree, "references").contains("told-"),
        returned(report),
        text(report, "status") + " " + text(report, "diagnostic"));
  }

  private static String returned(Map<?, ?> report) {
    var letter = LETTER.matcher(text(report, "messageId"));
    return "failed".equals(report.get("action")) && letter.find() ? letter.group(1) : null;
  }

  /** RFC 3834, and what is usual besides. */
  private static boolean automatic(Map<?, ?> tree) {
    return !text(tree, "autoSubmitted").matches("|no")
        || BULK.contains(text(tree, "precedence"))
        || tree.containsKey("listId")
        || text(tree, "returnPath").equals("<>")
        || AUTOMATIC_SUBJECT.matcher(text(tree, "subject")).matches();
  }

  private static String text(Map<?, ?> tree, String name) {
    return Optional.ofNullable(tree.get(name)).map(Object::toString).orElse("");
  }
}
