package io.bancheng;

import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.Department;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department whose own program reads its queue over AMQP 1.0. */
class QueueAdapterTest extends AdapterContract {
  private static final AdapterHome HOME = new AdapterHome();
  private static final List<Got> GOT = new ArrayList<>();

  private static Department program;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @AfterAll
  static void close() throws JMSException {
    program.close();
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    try {
      if (program == null) {
        program = Department.of(broker.port(), DEPARTMENT, hub());
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void down() {
    try {
      GOT.addAll(got());
      program.close();
      program = null;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  List<Got> got() {
    var all = new ArrayList<>(GOT);
    if (program != null) {
      program.received().stream()
          .filter(r -> r.type().equals("ASSIGNMENT_DISPATCHED"))
          .map(r -> new Got(r.hubMsgId(), r.body().path("caseNo").asText()))
          .forEach(all::add);
    }
    return all;
  }
}
