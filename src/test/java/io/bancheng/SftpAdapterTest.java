package io.bancheng;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.AdapterHome;
import io.bancheng.harness.RunningHub;
import io.bancheng.harness.SftpBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A department whose files, XML in GB18030, lie on a real SFTP server. */
class SftpAdapterTest extends FileAdapterContract {
  private static final int PORT = RunningHub.freePort();
  private static final AdapterHome HOME =
      new AdapterHome()
          .department(
              "340882-ybj",
              """
              adapter: file
              mapping: ybj-xml
              file:
                sftp: { server: "sftp://127.0.0.1:%d/ybj", user: hub, knownHosts: keys/ybj.known_hosts }
              """
                  .formatted(PORT))
          .secret("department.340882.ybj.sftp", "right")
          .mapping(
              "ybj-xml",
              """
              version: 1
              letters:
                as: xml
                charset: GB18030
                root: 工单
                fields: { 编号: messageId, 转办编号: assignmentId, 诉求.标题: demand.title }
              source: xml
              items: 回复单.回复
              lookups:
                act: { QS: SIGNED, BJ: OPINION_SUBMITTED, JZ: PROGRESS }
              reply:
                eventType: $act(CZ)
                assignmentId: GDH
                occurredAt: $localTime(SJ)
                actor: CZR
                text: NR
                resultType: JG
                idempotencyKey: BH
              """);
  private static SftpBox server = server();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    HOME.settings(registry);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SftpBox server() {
    try {
      Path root = HOME.var().resolve("server/files");
      Files.createDirectories(root.resolve("ybj/replies"));
      var box = new SftpBox(root, PORT, "right").start();
      box.knownHosts(HOME.var().resolve("keys/ybj.known_hosts"));
      return box;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  AdapterHome home() {
    return HOME;
  }

  @Override
  Path place() {
    return HOME.var().resolve("server/files/ybj");
  }

  @Override
  void well() {
    if (server == null) {
      server = server();
    }
  }

  @Override
  void down() {
    server.close();
    server = null;
  }

  @Override
  String suffix() {
    return "xml";
  }

  @Override
  byte[] file(List<ObjectNode> replies) {
    var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<回复单>");
    for (ObjectNode reply : replies) {
      text.append(
          "<回复><CZ>%s</CZ><GDH>%s</GDH><SJ>%s</SJ><CZR>经办人</CZR><NR>%s</NR><JG>%s</JG><BH>%s</BH></回复>"
              .formatted(
                  act(reply.path("eventType").asText()),
                  reply.path("assignmentId").asText(),
                  reply.path("occurredAt").asText(),
                  reply.path("opinionText").asText(),
                  reply.path("resultType").asText(),
                  reply.path("idempotencyKey").asText()));
    }
    return text.append("</回复单>").toString().getBytes(Charset.forName("GB18030"));
  }

  private static String act(String eventType) {
    return switch (eventType) {
      case "SIGNED" -> "QS";
      case "PROGRESS" -> "JZ";
      default -> "BJ";
    };
  }
}
