package io.bancheng.bench;

import io.bancheng.harness.OrderMix;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Cases that do not come by HTTP but by the channel's queue. */
final class Pushes {
  private static final int TOGETHER = 500;

  private Pushes() {}

  /** Puts that many orders on the channel's queue. */
  static Load.Result burst(String brokerUrl, int orders) throws JMSException {
    long start = System.nanoTime();
    try (var connection = new ActiveMQConnectionFactory(brokerUrl).createConnection();
        var session = connection.createSession(true, Session.SESSION_TRANSACTED);
        var producer = session.createProducer(session.createQueue("channel.hotline"))) {
      for (int i = 1; i <= orders; i++) {
        String code = "Q" + i;
        String body = OrderMix.SINGLE.get(i % OrderMix.SINGLE.size()).body(code, code);
        producer.send(session.createTextMessage(body));
        if (i % TOGETHER == 0 || i == orders) {
          session.commit();
        }
      }
    }
    return Load.Result.of(orders, (System.nanoTime() - start) / 1e9);
  }
}
