package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.harness.DropBox;
import io.bancheng.harness.ResultFile;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.Quarantine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What departments get besides whose letters and replies are files, wherever these lie. */
abstract class FileAdapterContract extends AdapterContract {
  private static final AtomicInteger FILE = new AtomicInteger();

  @Autowired Quarantine quarantine;
  @Autowired DepartmentLines lines;

  /** The place where the department finds {@code cases} and {@code replies}. */
  abstract Path place();

  /** A file of replies in the department's own words. */
  abstract byte[] file(List<ObjectNode> replies);

  /** What a result file calls a reply that was taken. */
  static final String TAKEN = "已登记";

  @Override
  List<Got> got() {
    return letters()
        .filter(name -> name.contains("_ASSIGNMENT_DISPATCHED_"))
        .map(this::read)
        .toList();
  }

  @Override
  void answer(ObjectNode reply) {
    replies().drop(name(), file(List.of(reply)));
  }

  @Test
  void a_letter_lies_there_whole_under_one_name_and_nothing_is_ever_written_over_it()
      throws IOException {
    String caseNo = order();
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
    Path letter = letter(caseNo);
    byte[] first = Files.readAllBytes(letter);
    assertThat(letters().filter(name -> name.startsWith(".") && name.contains(caseNo))).isEmpty();

    Files.writeString(letter, "noted by hand");
    again(caseNo);
    eventually(() -> assertThat(state(caseNo)).isEqualTo("DELIVERED"));
    assertThat(letter).hasContent("noted by hand");

    Files.delete(letter);
    again(caseNo);
    eventually(() -> assertThat(letter).exists());
    assertThat(letter).hasBinaryContent(first);
    assertThat(got(caseNo)).hasSize(1);
  }

  @Test
  void a_file_of_several_replies_has_a_result_that_says_what_became_of_each() throws IOException {
    String one = order();
    String other = order();
    eventually(() -> assertThat(got(other)).hasSize(1));
    String name = name();
    var replies =
        List.of(
            reply("SIGNED", one),
            reply("SIGNED", other),
            reply("OPINION_SUBMITTED", other)
                .put("resultType", "SOLVED")
                .put("opinionText", "𠮷某的备案已办妥"),
            reply("SIGNED", "340882260101000001"),
            reply("PROGRESS", one).put("text", ""));
    ResultFile result = replies().take(name, file(replies));

    assertThat(List.of(1, 2, 3, 4, 5))
        .extracting(result::outcome)
        .containsExactly(TAKEN, TAKEN, TAKEN, "未登记", "未登记");
    assertThat(result.row(4).get("说明")).startsWith("没有找到这个转办件");
    assertThat(result.row(5).get("说明")).startsWith("缺少必填内容").contains("text");
    assertThat(timeline(other)).containsOnlyOnce("Signed").contains("OpinionSubmitted");
    assertThat(found(other).toString()).contains("𠮷某的备案已办妥");
    assertThat(replies().in("done")).anyMatch(kept -> kept.startsWith(stem(name) + "."));
    assertThat(
            jdbc.queryForObject(
                "select count(*) from inbound where content_type like ?",
                Long.class,
                "%file=" + name + ";%"))
        .isEqualTo(1);

    var repeated = replies().take(name(), file(replies));
    assertThat(List.of(1, 2, 3)).extracting(repeated::outcome).containsOnly("重复");
    assertThat(timeline(other)).containsOnlyOnce("Signed");
  }

  @Test
  void a_file_that_cannot_be_read_is_parked_with_its_bytes_and_told_so() {
    String name = name();
    byte[] garbage = {(byte) 0xFF, (byte) 0xFE, 0, 1, 2};
    ResultFile result = replies().take(name, garbage);

    assertThat(result.file()).containsEntry("结果", "未接收");
    assertThat(replies().in("failed")).anyMatch(kept -> kept.startsWith(stem(name) + "."));
    assertThat(
            jdbc
                .queryForList(
                    "select id from inbound where state = 'Q' and content_type like ?",
                    Long.class,
                    "%file=" + name + ";%")
                .stream()
                .map(id -> quarantine.find(id).orElseThrow().raw()))
        .containsExactly(garbage);
  }

  @Test
  void a_paused_department_gets_nothing_until_it_is_resumed() {
    lines.pause(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    String caseNo = order();
    eventually(() -> assertThat(state(caseNo)).isEqualTo("PENDING"));
    assertThat(got(caseNo)).isEmpty();
    lines.resume(DepartmentId.parse(DEPARTMENT), "test", "test", CLOCK.instant());
    eventually(() -> assertThat(got(caseNo)).hasSize(1));
  }

  /** As if a node had died between writing a letter and saying so. */
  private void again(String caseNo) {
    jdbc.update(
        "update delivery set state = 'SENDING', finished_at = null, lease_no = lease_no + 1,"
            + " lease_until = ? where msg_id = ?::uuid",
        java.sql.Timestamp.from(CLOCK.instant().minusSeconds(1)),
        assignment(caseNo));
  }

  private String state(String caseNo) {
    return jdbc.queryForObject(
        "select state from delivery where msg_id = ?::uuid order by attempt desc limit 1",
        String.class,
        assignment(caseNo));
  }

  static ObjectNode reply(String eventType, String caseNo) {
    return io.bancheng.harness.Department.reply(eventType, caseNo + "-1", CLOCK.toString());
  }

  private DropBox replies() {
    return new DropBox(place().resolve("replies"));
  }

  private Got read(String name) {
    String[] parts = name.replaceFirst("\\.[a-z]+$", "").split("_");
    return new Got(parts[parts.length - 1], parts[1]);
  }

  private Path letter(String caseNo) {
    return place()
        .resolve("cases")
        .resolve(letters().filter(n -> n.contains(caseNo)).findFirst().orElseThrow());
  }

  private Stream<String> letters() {
    Path cases = place().resolve("cases");
    if (!Files.isDirectory(cases)) {
      return Stream.empty();
    }
    try (var files = Files.list(cases)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the department's files end. */
  abstract String suffix();

  private String name() {
    return "HF-" + FILE.incrementAndGet() + "." + suffix();
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
