package io.bancheng.embedded;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * What connected systems may not do on the broker although they may use the address: send more than
 * 1 MiB, select messages (the broker's selectors are not for strangers), or read another platform's
 * subscription. What they send is kept on disk even if they did not ask for that.
 */
final class BrokerLimits implements ActiveMQServerPlugin {
  private static final long MAX_BYTES = 1024 * 1024;
  private static final String NO_SELECTORS = "Selectors are not for connected systems.";

  private final BrokerGuard guard;

  BrokerLimits(BrokerGuard guard) {
    this.guard = guard;
  }

  @Override
  public void beforeSend(
      ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreate)
      throws ActiveMQException {
    if (isHub(session)) {
      return;
    }
    if (size(message) > MAX_BYTES) {
      refuse(message);
    }
    // STOMP's default is to lose a message in a crash; nobody means that of a reply
    if (!message.isLargeMessage()) {
      message.setDurable(true);
    }
  }

  private static void refuse(Message message) throws ActiveMQException {
    if (message instanceof LargeServerMessage large) {
      delete(large);
    }
    throw new ActiveMQException(
        "Message of more than 1 MiB (" + size(message) + " bytes) refused.",
        ActiveMQExceptionType.ILLEGAL_STATE);
  }

  @Override
  public void beforeCreateQueue(QueueConfiguration queue) throws ActiveMQException {
    if (queue.getFilterString() != null && !BrokerGuard.HUB.equals(text(queue.getUser()))) {
      throw new ActiveMQSecurityException(NO_SELECTORS);
    }
  }

  @Override
  public void beforeCreateConsumer(
      long id, QueueBinding binding, SimpleString filter, boolean browse, boolean large)
      throws ActiveMQException {
    String reader = guard.takeReader().orElse("");
    if (reader.equals(BrokerGuard.HUB)) {
      return;
    }
    if (filter != null) {
      throw new ActiveMQSecurityException(NO_SELECTORS);
    }
    // subscriptions bear the name of who made them; mailboxes, which the hub makes, bear none
    String maker = text(binding.getQueue().getUser());
    if (maker != null && !maker.equals(reader) && !maker.equals(BrokerGuard.HUB)) {
      throw new ActiveMQSecurityException("This subscription belongs to another system.");
    }
  }

  private static void delete(LargeServerMessage large) {
    try {
      large.deleteFile();
    } catch (Exception e) {
      throw new IllegalStateException("A refused message cannot be deleted.", e);
    }
  }

  private static long size(Message message) throws ActiveMQException {
    return message.getWholeMessageSize();
  }

  private static boolean isHub(ServerSession session) {
    return BrokerGuard.HUB.equals(session.getUsername());
  }

  private static String text(SimpleString name) {
    return name == null ? null : name.toString();
  }
}
