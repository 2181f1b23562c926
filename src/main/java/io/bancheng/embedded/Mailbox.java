package io.bancheng.embedded;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.security.Role;

/**
 * One queue between the hub and one connected system, which may only put messages in or only take
 * messages out.
 */
record Mailbox(String address, String system, boolean systemWrites) {
  private static final Pattern CHANNEL = Pattern.compile("channel\\.[a-z0-9-]+");
  private static final Pattern DEPARTMENT = Pattern.compile("department\\.[a-z0-9-]+\\.[a-z0-9-]+");
  private static final Pattern LISTENER = Pattern.compile("events\\.[a-z0-9-]+");
  private static final Pattern ON_BROKER = Pattern.compile("(channel|department|events)\\..*");

  /**
   * The mailboxes of a system: two for a channel or department, one for reports to whoever hears
   * events, none for others.
   *
   * @throws EmbeddedException {@code broker-system-id} when the id could pass for another's mailbox
   */
  static List<Mailbox> of(String systemId) {
    if (CHANNEL.matcher(systemId).matches()) {
      return List.of(
          new Mailbox(systemId, systemId, true),
          new Mailbox(systemId + ".answers", systemId, false));
    }
    if (DEPARTMENT.matcher(systemId).matches()) {
      return List.of(
          new Mailbox(systemId + ".cases", systemId, false),
          new Mailbox(systemId + ".replies", systemId, true));
    }
    if (hearsEvents(systemId)) {
      return List.of(new Mailbox(systemId + ".reports", systemId, false));
    }
    if (ON_BROKER.matcher(systemId).matches()) {
      throw new EmbeddedException(
          "broker-system-id",
          "\""
              + systemId
              + "\" cannot be a system on the broker. Use channel.<code>,"
              + " department.<region>.<type> or events.<code> without further dots.");
    }
    return List.of();
  }

  /** Whether the system is a supervision platform or data warehouse, which hears all events. */
  static boolean hearsEvents(String systemId) {
    return LISTENER.matcher(systemId).matches();
  }

  /** Whether the system has any business on the broker. */
  static boolean isOnBroker(String systemId) {
    return ON_BROKER.matcher(systemId).matches();
  }

  /** What the system may do here: this, and nothing but this. */
  Role right() {
    Role right = new Role();
    right.setName(system);
    right.setSend(systemWrites);
    right.setConsume(!systemWrites);
    return right;
  }
}
