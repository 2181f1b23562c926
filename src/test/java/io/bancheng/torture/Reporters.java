package io.bancheng.torture;

import io.bancheng.torture.Evidence.Answer;
import jakarta.jms.JMSException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.qpid.jms.JmsConnectionFactory;

/** The hotline that tells reporters what became of their matters: it writes down what it reads. */
final class Reporters implements Runnable {
  private static final String QUEUE = "channel.hotline.answers";

  private final String brokerUrl;
  private final BufferedWriter log;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> latest = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private volatile boolean running = true;

  Reporters(int brokerPort, Path home) throws IOException {
    this.brokerUrl = "amqp://127.0.0.1:" + brokerPort + DepartmentSystem.PATIENCE;
    this.log = Files.newBufferedWriter(home.resolve("reporters.log"));
  }

  @Override
  public void run() {
    while (running) {
      try {
        read();
      } catch (JMSException e) {
        DepartmentSystem.pause();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void stop() {
    running = false;
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The first time that an answer comes, no younger one of its case may have come. */
  private void order(Answer answer, long seq) {
    if (known.add(answer.msgId())) {
      long before = latest.merge(answer.caseNo(), seq, Math::max);
      if (before > seq) {
        outOfOrder.add("hotline: answer %d of %s after %d".formatted(seq, answer.caseNo(), before));
      }
    }
  }

  /** Answers that came for the first time after a younger one of the same case. */
  List<String> outOfOrder() {
    return List.copyOf(outOfOrder);
  }

  /** Writes down first; the broker may bring it again. */
  private void read() throws JMSException, IOException {
    try (var context = new JmsConnectionFactory(brokerUrl).createContext();
        var consumer = context.createConsumer(context.createQueue(QUEUE))) {
      while (running) {
        var m = consumer.receive(500);
        if (m != null) {
          var answer =
              new Answer(m.getStringProperty("hubMsgId"), m.getJMSType(), m.getJMSCorrelationID());
          log.write(answer + "\n");
          log.flush();
          answers.add(answer);
          order(answer, m.getLongProperty("hubSeq"));
        }
      }
    } catch (jakarta.jms.JMSRuntimeException e) {
      throw new JMSException(e.getMessage());
    }
  }
}
