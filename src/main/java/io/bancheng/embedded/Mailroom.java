package io.bancheng.embedded;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/** The mail room (收发室) of the broker: which systems have mailboxes, and how they get them. */
final class Mailroom {
  private final BrokerGuard guard;
  private final Set<String> systems = new LinkedHashSet<>();
  private final Set<String> reserved = new LinkedHashSet<>();

  Mailroom(BrokerGuard guard) {
    this.guard = guard;
  }

  /**
   * Takes in systems not known yet; those of a running broker get their mailboxes at once.
   *
   * @throws EmbeddedException {@code broker-system-id} before anything is changed
   */
  void take(Collection<String> systemIds, Optional<ActiveMQServer> running) {
    systemIds.forEach(Mailbox::of);
    for (String id : systemIds) {
      if (!systems.contains(id)) {
        running.ifPresent(server -> open(server, id));
        guard.admit(id);
        systems.add(id);
      }
    }
  }

  /** Reserves these addresses, and no others any more, for the hub to read. */
  void reserve(Collection<String> addresses, Optional<ActiveMQServer> running) {
    reserved.clear();
    reserved.addAll(addresses);
    running.ifPresent(
        server ->
            systems.stream()
                .flatMap(id -> Mailbox.of(id).stream())
                .forEach(mailbox -> apply(server, mailbox)));
  }

  private void apply(ActiveMQServer server, Mailbox mailbox) {
    String address = mailbox.address();
    server.getSecurityRepository().addMatch(address, rights(mailbox));
    if (reserved.contains(address)) {
      server.getAddressSettingsRepository().addMatch(address, BrokerSettings.reserved());
    } else {
      server.getAddressSettingsRepository().removeMatch(address);
    }
  }

  /** Writes the mailboxes of all systems into the configuration of a broker to be started. */
  void prepare(Configuration configuration) {
    for (String id : systems) {
      configuration.addResourceLimitSettings(BrokerSettings.limits(id));
      for (Mailbox mailbox : Mailbox.of(id)) {
        configuration.putSecurityRoles(mailbox.address(), rights(mailbox));
        configuration.addQueueConfiguration(BrokerSettings.queue(mailbox.address()));
      }
    }
    for (String address : reserved) {
      configuration.addAddressSetting(address, BrokerSettings.reserved());
    }
  }

  private void open(ActiveMQServer server, String id) {
    server.getConfiguration().addResourceLimitSettings(BrokerSettings.limits(id));
    try {
      for (Mailbox mailbox : Mailbox.of(id)) {
        server.createQueue(BrokerSettings.queue(mailbox.address()), true);
        server.getSecurityRepository().addMatch(mailbox.address(), rights(mailbox));
      }
    } catch (Exception e) {
      throw new EmbeddedException("broker-queue", id + ": no mailboxes: " + e.getMessage(), e);
    }
  }

  private Set<Role> rights(Mailbox mailbox) {
    return reserved.contains(mailbox.address())
        ? Set.of(BrokerSettings.hub())
        : Set.of(BrokerSettings.hub(), mailbox.right());
  }
}
