package io.bancheng.torture;

import io.bancheng.torture.Evidence.Answer;
import jakarta.jms.JMSException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.qpid.jms.JmsConnectionFactory;

/** The hotline that tells reporters what became of their matters: it writes down what it reads. */
final class Reporters implements Runnable {
  private static final String QUEUE = "channel.hotline.answers";

  private final String brokerUrl;
  private final BufferedWriter log;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
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
        }
      }
    } catch (jakarta.jms.JMSRuntimeException e) {
      throw new JMSException(e.getMessage());
    }
  }
}
