package io.bancheng.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A department that works with files, as a clerk with a spreadsheet does it or a program: finds its
 * letters in {@code cases}, takes them away, leaves its replies in {@code replies}. A letter in CSV
 * it answers in CSV, in the columns of {@code file-csv}; any other in the hub's own JSON.
 */
final class FileDepartment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileDepartment.class);
  private static final long LOOK_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader TABLE =
      new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());
  private static final String COLUMNS = "编号,操作,时间,经办人,内容,办理结果,联系时间,答复群众,原因,依据,建议单位,申请工作日,回复编号";

  private final Path cases;
  private final Path taken;
  private final Path replies;
  private final SimulatedDepartment department;
  private final ScheduledFuture<?> looking;
  private final String run = UUID.randomUUID().toString();
  private final AtomicInteger written = new AtomicInteger();
  private volatile String suffix = "json";

  /**
   * Begins to look.
   *
   * @param place below it lie {@code cases} and {@code replies}
   */
  FileDepartment(Path place, Script script, Clock clock, ScheduledExecutorService timer)
      throws IOException {
    this.cases = Files.createDirectories(place.resolve("cases"));
    this.taken = Files.createDirectories(place.resolve("taken"));
    this.replies = Files.createDirectories(place.resolve("replies"));
    this.department = new SimulatedDepartment(script, clock, timer, this::answer);
    this.looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try (var files = Files.list(cases)) {
      for (Path file : files.filter(FileDepartment::whole).sorted().toList()) {
        String name = file.getFileName().toString();
        byte[] letter = Files.readAllBytes(file);
        Files.move(file, taken.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        suffix = name.endsWith(".csv") ? "csv" : "json";
        department.take(suffix.equals("csv") ? row(letter) : JSON.readTree(letter));
      }
    } catch (IOException e) {
      LOG.warn("a sample department could not take its files: {}", e.toString());
    }
  }

  private static boolean whole(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }

  private static JsonNode row(byte[] letter) throws IOException {
    String text = new String(letter, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
    Map<String, String> row = TABLE.readValue(text);
    return OfficeWords.letter(
        row.get("类型"), row.get("编号"), row.get("消息编号"), row.get("标题") + row.get("诉求"));
  }

  /** One file for each reply, named in their order, and garbage as it is. */
  private synchronized void answer(String reply) {
    boolean table = suffix.equals("csv");
    String text = table ? OfficeWords.reply(reply).map(FileDepartment::table).orElse(reply) : reply;
    String name = "HF-%s-%06d.%s".formatted(run, written.incrementAndGet(), suffix);
    try {
      Path hidden = replies.resolve("." + name);
      Files.writeString(hidden, text);
      Files.move(hidden, replies.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("a sample department could not leave its reply: {}", e.toString());
    }
  }

  private static String table(JsonNode reply) {
    var row =
        List.of(
            reply.path("assignmentId").asText(),
            OfficeWords.act(reply),
            reply.path("occurredAt").asText(),
            reply.path("actor").asText(),
            OfficeWords.text(reply),
            OfficeWords.result(reply),
            reply.path("contactedReporterAt").asText(),
            reply.path("publicReplyText").asText(),
            OfficeWords.reason(reply),
            reply.path("legalBasis").asText(),
            reply.path("suggestedDept").asText(),
            reply.path("requestedWorkdays").asText(),
            reply.path("idempotencyKey").asText());
    return Stream.of(List.of(COLUMNS.split(",")), row)
        .map(line -> line.stream().map(FileDepartment::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String cell(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    looking.cancel(false);
  }
}
