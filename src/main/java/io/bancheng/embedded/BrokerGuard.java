package io.bancheng.embedded;

import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/**
 * Who may come to the broker: connected systems by their key, and the hub itself, by a secret that
 * never leaves this process and opens only connections inside it.
 */
final class BrokerGuard implements ActiveMQSecurityManager5 {
  static final String HUB = "hub";
  static final String EVENTS = "events";

  private final SystemKeys keys;
  private final String hubSecret = SecretFile.random();
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<String> wantsToRead = new ThreadLocal<>();

  BrokerGuard(SystemKeys keys) {
    this.keys = keys;
  }

  String hubSecret() {
    return hubSecret;
  }

  void admit(String systemId) {
    if (Mailbox.isOnBroker(systemId)) {
      admitted.add(systemId);
    }
  }

  /** Whether this key (still) opens the door for this system. */
  boolean knows(String user, String password) {
    return user != null && admitted.contains(user) && keys.authenticate(user, password).isPresent();
  }

  /**
   * Who was last asked about on this thread for reading. The broker does not tell {@link
   * BrokerLimits} who makes a consumer, but asks about that right before, every time, since nothing
   * is cached.
   */
  Optional<String> takeReader() {
    Optional<String> reader = Optional.ofNullable(wantsToRead.get());
    wantsToRead.remove();
    return reader;
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String domain) {
    if (HUB.equals(user)) {
      return isHub(password, connection) ? subject(HUB) : null;
    }
    return knows(user, password) ? subject(user) : null;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    if (check == CheckType.CONSUME || check == CheckType.BROWSE) {
      wantsToRead.set(getUserFromSubject(subject));
    }
    return roles.stream()
        .filter(check::hasRole)
        .map(role -> new RolePrincipal(role.getName()))
        .anyMatch(subject.getPrincipals()::contains);
  }

  /** Never asked for this kind of security manager; nobody comes in this way. */
  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  /** Never asked for this kind of security manager; nobody comes in this way. */
  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false;
  }

  private boolean isHub(String password, RemotingConnection connection) {
    return password != null
        && connection != null
        && connection.getTransportConnection() instanceof InVMConnection
        && MessageDigest.isEqual(bytes(password), bytes(hubSecret));
  }

  private static Subject subject(String user) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    subject.getPrincipals().add(new RolePrincipal(user));
    if (Mailbox.hearsEvents(user)) {
      subject.getPrincipals().add(new RolePrincipal(EVENTS));
    }
    return subject;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
