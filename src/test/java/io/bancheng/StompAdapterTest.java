package io.bancheng;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.StompClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department whose own program reads its queue over STOMP 1.2. */
class StompAdapterTest extends AdapterContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SYSTEM = "department." + DEPARTMENT;
  private static final Pattern KEY = Pattern.compile("(?m)^hubMsgId:(.*)$");
  private static final Pattern ACK = Pattern.compile("(?m)^ack:(.*)$");
  private static final AdapterHome HOME = new AdapterHome();
  private static final List<Got> GOT = new CopyOnWriteArrayList<>();

  private static volatile StompClient program;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @AfterAll
  static void close() throws IOException {
    program.close();
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  void well() {
    if (program == null) {
      try {
        program = StompClient.login(broker.port(), SYSTEM, hub().secret(SYSTEM));
        program.tell(
            "SUBSCRIBE\nid:1\nack:client-individual\ndestination:" + SYSTEM + ".cases", "");
        var reading = new Thread(() -> read(program), "stomp");
        reading.setDaemon(true);
        reading.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  void down() {
    try {
      program.close();
      program = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  List<Got> got() {
    return GOT;
  }

  @Override
  void answer(ObjectNode reply) throws IOException {
    try (var client = StompClient.login(broker.port(), SYSTEM, hub().secret(SYSTEM))) {
      client.ask("SEND\nreceipt:1\ndestination:" + SYSTEM + ".replies", reply.toString());
    }
  }

  /** Until the line is closed. */
  private static void read(StompClient client) {
    while (program == client) {
      try {
        take(client, client.read());
      } catch (java.net.SocketTimeoutException e) {
        // nothing came for a while
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void take(StompClient client, String frame) throws IOException {
    String head = frame.substring(0, frame.indexOf("\n\n"));
    var body = json(frame.substring(head.length() + 2));
    if (body.path("messageType").asText().equals("ASSIGNMENT_DISPATCHED")) {
      GOT.add(new Got(value(KEY, head), body.path("caseNo").asText()));
    }
    client.tell("ACK\nid:" + value(ACK, head), "");
  }

  private static String value(Pattern header, String head) {
    var found = header.matcher(head);
    return found.find() ? found.group(1).strip() : "";
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
