package io.bancheng;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.AdapterHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department that works with spreadsheets in a folder, in the shipped words for that. */
class FolderAdapterTest extends FileAdapterContract {
  private static final AdapterHome HOME =
      new AdapterHome()
          .department(
              "340882-ybj",
              "adapter: file\nmapping: file-csv\nfile: { folder: { at: departments/ybj } }\n");
  private static final Path AWAY = HOME.var().resolve("departments/ybj.away");
  private static final Map<String, String> ACTS =
      Map.of("SIGNED", "签收", "OPINION_SUBMITTED", "办结", "PROGRESS", "进展");

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  Path place() {
    return Files.exists(AWAY) ? AWAY : HOME.var().resolve("departments/ybj");
  }

  @Override
  void well() {
    try {
      if (Files.exists(AWAY)) {
        Path here = HOME.var().resolve("departments/ybj");
        Files.delete(here);
        Files.move(AWAY, here);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void down() {
    try {
      Path here = place();
      Files.move(here, AWAY);
      Files.writeString(here, "not a folder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  String suffix() {
    return "csv";
  }

  @Override
  byte[] file(List<ObjectNode> replies) {
    var table = new StringBuilder("编号,操作,时间,经办人,内容,办理结果,回复编号\r\n");
    for (ObjectNode reply : replies) {
      table.append(
          "%s,%s,%s,经办人,\"%s\",%s,%s\r\n"
              .formatted(
                  reply.path("assignmentId").asText(),
                  ACTS.get(reply.path("eventType").asText()),
                  reply.path("occurredAt").asText(),
                  reply.path("opinionText").asText(),
                  reply.has("resultType") ? "已解决" : "",
                  reply.path("idempotencyKey").asText()));
    }
    return table.toString().getBytes(Charset.forName("GB18030"));
  }
}
