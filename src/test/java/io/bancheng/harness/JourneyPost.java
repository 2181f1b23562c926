package io.bancheng.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * What journeys have around the hub beside its departments: a mail server that takes the hub's
 * mails, a gateway of text messages, and the shipped configuration with the addresses of both.
 */
public final class JourneyPost implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("mappings/mail");

  private final int port = RunningHub.freePort();
  private final GreenMail server = server(port);
  private final OutsideSystem gateway = new OutsideSystem();

  public JourneyPost() {
    gateway.up();
  }

  /** A folder for the hub, its configuration within. */
  public Path var() {
    try {
      Files.createDirectories(Path.of("target"));
      var var = Files.createTempDirectory(Path.of("target"), "journey-").toAbsolutePath();
      try (var files = Files.walk(Path.of("config"))) {
        for (Path file : files.toList()) {
          Files.copy(file, var.resolve(file));
        }
      }
      Files.writeString(
          var.resolve("config/sms.yaml"),
          "# The gateway.\nurl: %s\ndailyCap: 3\n".formatted(gateway.url()));
      Files.writeString(
          var.resolve("config/channels/mail.yaml"),
          """
          # The window's mailbox: mails are handed in by HTTP and answered by mail.
          channel: MAIL
          mapping: mail
          region: 340000
          http: true
          queue: false
          versions: false
          answers: mail
          smtp: {server: "smtp://127.0.0.1:%d", from: bbcs@example.gov.cn}
          feedback: {method: MAIL, confirmedBy: delivery}
          """
              .formatted(port));
      Files.writeString(
          var.resolve("config/staff.yaml"),
          """
            # Accounts of the journeys.
            clerk-sz: {roles: [WINDOW_CLERK], regions: [341322]}
            desk-sz: {roles: [DUTY_COORDINATOR], regions: [341322]}
            desk-aq: {roles: [DUTY_COORDINATOR], regions: [340800]}
            bureau: {roles: [DEPT_HANDLER, DEPT_LEADER], regions: [341322], departments: ["341322:scj"]}
            efficiency: {roles: [EFFICIENCY_SUPERVISOR], regions: [341300]}
            machine-room: {roles: [OPERATIONS], regions: [340000]}
          """,
          StandardOpenOption.APPEND);
      Files.writeString(
          var.resolve("config/tables/roster.csv"),
          """
          # The roster of the journeys: nobody in 341322 after the 16th.
          regionCode,role,from,to,person,account,phone
          340000,DUTY_COORDINATOR,2026-01-01,2026-12-31,省席,,1
          341300,DUTY_COORDINATOR,2026-01-01,2026-12-31,市席,,2
          341322,DUTY_COORDINATOR,2026-10-12,2026-10-16,周某某,desk-sz,3
          """);
      return var;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shipped mail as if somebody of that name had written it. */
  public byte[] mail(String sample, String name) {
    return shipped(sample)
        .replaceAll("(?m)^From: .*$", "From: " + name + "@example.com")
        .replaceAll("(?mi)^Message-ID: .*$", "Message-ID: <" + name + "@example.com>")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What comes back when the latest mail to that address reached nobody. */
  public byte[] bounce(String address) {
    try {
      var mails = mailsTo(address);
      String id = mails.get(mails.size() - 1).getMessageID().replaceAll("[<>]", "");
      return shipped("bounce-of-our-result")
          .replaceAll("out-[^>]+", id)
          .replace("fang@example.com", address)
          .replace("<b1@", "<bounce-of-" + id + "@")
          .replaceAll("(?m)^Subject: =.*$", "Subject: x")
          .getBytes(StandardCharsets.ISO_8859_1);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The subjects of the mails to that address. */
  public List<String> subjects(String address) {
    return mailsTo(address).stream().map(JourneyPost::subject).toList();
  }

  /** The text messages about a case. */
  public List<JsonNode> texts(String caseNo) {
    return gateway.requests().stream()
        .map(request -> json(request.body()))
        .filter(text -> text.path("text").asText().contains(caseNo))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
    gateway.close();
  }

  private List<MimeMessage> mailsTo(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> to(mail).contains(address))
        .toList();
  }

  private static String to(MimeMessage mail) {
    try {
      return Arrays.toString(mail.getRecipients(RecipientType.TO));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shipped(String name) {
    try {
      return Files.readString(SAMPLES.resolve(name + ".eml"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GreenMail server(int port) {
    var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }
}
