package io.bancheng;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.Hash;
import io.bancheng.command.HubCommand;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AnchorFile;
import io.bancheng.ledger.Anchors;
import io.bancheng.ledger.EvidenceCheck;
import io.bancheng.security.EvidenceKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was exported as evidence is verified far from the hub, and nothing in it can be changed. */
class EvidenceTest extends HubTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANCHORS = "anchors.txt";
  private static final String LEAVES = "leaves.jsonl";
  private static final String AUDIT = "audit.jsonl";
  private static final String EVENTS = "events.jsonl";

  @Autowired Anchors anchors;
  @Autowired AnchorFile file;
  @Autowired JdbcTemplate jdbc;
  @TempDir Path folder;

  private Path exported;
  private String caseNo;

  @BeforeEach
  void some_cases_are_anchored_and_exported() throws Exception {
    CLOCK.turnTo("2026-11-05T09:00:00");
    caseNo = push("EVIDENCE-" + System.nanoTime());
    push("EVIDENCE-" + System.nanoTime());
    hub().find(caseNo);
    assertThat(anchors.drop()).isPresent();
    hub().act(caseNo, "close", "{}");
    push("EVIDENCE-" + System.nanoTime());
    assertThat(anchors.drop()).isPresent();
    assertThat(file.follow()).isEmpty();
    exported = folder.resolve("evidence.zip");
    Files.write(exported, download());
  }

  @Test
  void what_the_hub_wrote_is_whole_and_says_nothing_of_what_people_said() throws Exception {
    assertThat(faults(exported)).isEmpty();
    assertThat(verify(exported.toString(), "--anchors", anchorFile(), "--key", key()))
        .startsWith("0\n")
        .contains("whole: ", "0 events are younger");
    for (var lines : read(exported).values()) {
      assertThat(String.join("\n", lines))
          .doesNotContain("异地就医备案")
          .doesNotContainPattern("(?<![0-9a-f])194\\d{8}(?![0-9a-f])");
    }
  }

  @Test
  void a_changed_event_is_named() throws Exception {
    var changed =
        tampered(
            EVENTS,
            lines -> {
              int i = first(lines, caseNo, 2);
              lines.set(i, lines.get(i).replace("\\\"at\\\":\\\"2026", "\\\"at\\\":\\\"2025"));
            });
    assertThat(faults(changed))
        .containsExactly(
            "case %s: event 2 does not follow from the one before: one of them was changed"
                .formatted(caseNo));
    assertThat(verify(changed.toString())).startsWith("1\n").contains("BROKEN: case " + caseNo);
  }

  @Test
  void a_removed_event_is_named() throws Exception {
    assertThat(faults(tampered(EVENTS, lines -> lines.remove(first(lines, caseNo, 2)))))
        .containsExactly("case %s: event 2 is missing: 3 follows on 1".formatted(caseNo));
  }

  @Test
  void events_in_another_order_are_named() throws Exception {
    assertThat(
            faults(
                tampered(
                    EVENTS,
                    lines -> {
                      int i = first(lines, caseNo, 2);
                      Collections.swap(lines, i, i + 1);
                    })))
        .containsExactly(
            "case %s: event 2 is not where it belongs: 3 stands there (reordered)"
                .formatted(caseNo));
  }

  @Test
  void an_event_that_bears_another_s_number_is_named() throws Exception {
    var renumbered =
        tampered(
            EVENTS,
            lines -> {
              int i = first(lines, caseNo, 2);
              String second = lines.get(i).replace("\"seq\":2", "\"seq\":3");
              lines.set(i, lines.get(i + 1).replace("\"seq\":3", "\"seq\":2"));
              lines.set(i + 1, second);
            });
    assertThat(faults(renumbered).get(0)).contains("case " + caseNo, "event 2 does not follow");
  }

  @Test
  void a_cut_off_end_is_caught_by_the_anchor() throws Exception {
    assertThat(
            faults(
                    tampered(
                        EVENTS,
                        lines -> {
                          int end = lastOf(lines, caseNo);
                          lines.remove(end);
                        }))
                .get(0))
        .startsWith("case %s: its end is missing: anchor".formatted(caseNo));
    assertThat(faults(tampered(EVENTS, lines -> lines.removeIf(l -> l.contains(caseNo)))).get(0))
        .startsWith("case %s is missing: anchor".formatted(caseNo));
  }

  @Test
  void a_chain_that_was_written_anew_as_a_whole_is_caught_by_the_anchor() throws Exception {
    var forged =
        tampered(
            EVENTS,
            lines -> {
              String head = "";
              for (int i = first(lines, caseNo, 1); i <= lastOf(lines, caseNo); i++) {
                var event = (ObjectNode) tree(lines.get(i));
                String data = event.path("data").asText().replace("2026-11", "2026-10");
                head = Hash.SHA256.of(head, event.path("type").asText(), data);
                lines.set(i, event.put("data", data).put("hash", head).toString());
              }
            });
    assertThat(faults(forged).get(0)).contains("case " + caseNo, "another one than anchor");
  }

  @Test
  void whoever_changes_the_anchors_too_lacks_the_key() throws Exception {
    assertThat(
            faults(tampered(ANCHORS, lines -> lines.set(0, lines.get(0).replace("2026", "2025"))))
                .get(0))
        .contains("anchor");
    assertThat(faults(tampered(ANCHORS, lines -> lines.remove(lines.size() - 2))).get(0))
        .matches("anchor \\d+ is missing.*");
    assertThat(faults(tampered(ANCHORS, lines -> Collections.swap(lines, 0, 1))).get(0))
        .isEqualTo("anchor 1 is not where it belongs: 2 stands there (reordered)");
    assertThat(faults(tampered(LEAVES, lines -> lines.remove(0))).get(0))
        .contains("heads that it states");
    var other = EvidenceKey.in(folder.resolve("other"), io.bancheng.security.CryptoSuite.INTL);
    Path theirs = Files.writeString(folder.resolve("theirs.pub"), other.publicKey());
    assertThat(verify(exported.toString(), "--key", theirs.toString()))
        .startsWith("1\n")
        .contains("is not signed by that key");
  }

  @Test
  void what_was_cut_off_with_its_anchors_is_missed_by_a_copy_that_was_kept_elsewhere()
      throws Exception {
    var cut =
        tampered(
            ANCHORS,
            lines -> {
              lines.remove(lines.size() - 1);
            });
    assertThat(verify(cut.toString(), "--anchors", anchorFile()))
        .startsWith("1\n")
        .contains("was kept elsewhere and is missing here");
  }

  @Test
  void a_changed_removed_or_moved_audit_entry_is_named() throws Exception {
    assertThat(faults(tampered(AUDIT, lines -> lines.remove(1))).get(0))
        .isEqualTo("audit entry 2 is missing: 3 follows on 1");
    assertThat(faults(tampered(AUDIT, lines -> Collections.swap(lines, 1, 2))).get(0))
        .isEqualTo("audit entry 2 is not where it belongs: 3 stands there (reordered)");
    assertThat(
            faults(tampered(AUDIT, lines -> lines.set(1, lines.get(1).replace("who", "WHO"))))
                .get(0))
        .contains("audit entry 2 does not follow");
    assertThat(
            faults(tampered(AUDIT, lines -> lines.subList(lines.size() - 3, lines.size()).clear()))
                .get(0))
        .startsWith("the audit's end is missing");
  }

  @Test
  void a_broken_file_is_no_evidence() throws Exception {
    byte[] whole = Files.readAllBytes(exported);
    Path half =
        Files.write(folder.resolve("half.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(verify(half.toString())).startsWith("2\n").contains("cannot be verified");
  }

  @Test
  void only_the_auditor_gets_evidence() {
    assertThat(hub().get("staff.admin", "/api/v1/evidence").status()).isEqualTo(403);
  }

  private List<String> faults(Path evidence) throws IOException {
    return new EvidenceCheck(EvidenceKey::fits)
        .check(evidence, new EvidenceCheck.Known(null, List.of()))
        .faults();
  }

  private Path tampered(String entry, Consumer<List<String>> change) throws IOException {
    var all = read(exported);
    var before = List.copyOf(all.get(entry));
    change.accept(all.get(entry));
    assertThat(all.get(entry)).as("something was changed").isNotEqualTo(before);
    Path to = Files.createTempFile(folder, "tampered", ".zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(to))) {
      for (var one : all.entrySet()) {
        zip.putNextEntry(new ZipEntry(one.getKey()));
        for (String line : one.getValue()) {
          zip.write((line + "\n").getBytes(UTF_8));
        }
        zip.closeEntry();
      }
    }
    return to;
  }

  private static Map<String, List<String>> read(Path evidence) throws IOException {
    var all = new LinkedHashMap<String, List<String>>();
    try (var zip = new ZipFile(evidence.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        String text = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
        all.put(entry.getName(), new ArrayList<>(text.lines().toList()));
      }
    }
    return all;
  }

  private static int first(List<String> lines, String caseNo, int seq) {
    for (int i = 0; i < lines.size(); i++) {
      var event = tree(lines.get(i));
      if (event.path("caseNo").asText().equals(caseNo) && event.path("seq").asInt() == seq) {
        return i;
      }
    }
    throw new IllegalStateException("no event " + seq);
  }

  private static int lastOf(List<String> lines, String caseNo) {
    int i = first(lines, caseNo, 1);
    while (i + 1 < lines.size() && lines.get(i + 1).contains("\"caseNo\":\"" + caseNo + "\"")) {
      i++;
    }
    return i;
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] download() throws Exception {
    var request = hub().request("staff.auditor", "/api/v1/evidence").build();
    return java.net.http.HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private String anchorFile() {
    return VAR.resolve("anchors.txt").toString();
  }

  private String key() {
    return VAR.resolve("keys/evidence.pub").toString();
  }

  /** Exit code and what it printed. */
  private static String verify(String... options) {
    var out = new java.io.ByteArrayOutputStream();
    var before = System.out;
    var errors = System.err;
    System.setOut(new PrintStream((OutputStream) out, true, UTF_8));
    System.setErr(new PrintStream((OutputStream) out, true, UTF_8));
    try {
      var all = new ArrayList<>(List.of("verify"));
      all.addAll(List.of(options));
      int code = HubCommand.execute(all.toArray(String[]::new));
      return code + "\n" + out.toString(UTF_8);
    } finally {
      System.setOut(before);
      System.setErr(errors);
    }
  }

  private String push(String id) {
    return hub().push("hotline", Orders.numbered(id)).text("caseNo");
  }
}
