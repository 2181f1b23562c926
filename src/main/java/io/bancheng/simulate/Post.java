package io.bancheng.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.ledger.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Carries the outbox as the relay does, to the departments and channels of the year instead of to a
 * broker. Channel systems have at once what lies in their queue.
 */
final class Post {
  private static final int BATCH = 200;
  private static final String DEPARTMENT = "department.";
  private static final String CASES = ".cases";

  private final Stage stage;
  private final Bureaus bureaus;
  private long letters;

  Post(Stage stage, Bureaus bureaus) {
    this.stage = stage;
    this.bureaus = bureaus;
  }

  /** Brings everything that is owed now, and what follows from its being brought. */
  void carry() {
    var outbox = stage.books().outbox();
    boolean result = false;
    var owed = outbox.addresses();
    while (!owed.isEmpty()) {
      for (String address : new TreeSet<>(owed)) {
        for (Outbox.Entry letter : taken(address)) {
          deliver(address, letter);
          result |= letter.type().equals("FEEDBACK");
        }
      }
      if (result) {
        stage.flow().watch("feedback");
        result = false;
      }
      owed = outbox.addresses();
    }
  }

  long letters() {
    return letters;
  }

  private List<Outbox.Entry> taken(String address) {
    var batch = new ArrayList<Outbox.Entry>();
    var now = stage.clock().instant();
    stage.books().outbox().relay(address, now, BATCH, letters -> keep(batch, letters));
    return batch;
  }

  private static long keep(List<Outbox.Entry> batch, List<Outbox.Entry> letters) {
    batch.addAll(letters);
    return 1;
  }

  private void deliver(String address, Outbox.Entry letter) {
    letters++;
    if (address.startsWith(DEPARTMENT) && address.endsWith(CASES)) {
      var id = address.substring(DEPARTMENT.length(), address.length() - CASES.length());
      bureaus.receive(DepartmentId.parse(id.replace('.', ':')), letter.type(), json(letter.body()));
    } else if (stage.config().carried().contains(address)) {
      stage.books().handover().taken(letter.msgId(), stage.clock().instant());
    }
  }

  private static JsonNode json(String body) {
    try {
      return CanonicalJson.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a letter of the hub is no JSON", e);
    }
  }
}
