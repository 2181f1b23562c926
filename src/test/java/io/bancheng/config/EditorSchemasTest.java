package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.harness.EditorSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas in {@code docs/schemas}, by which editors complete and mark errors, are made of what
 * the readers ask while they read the shipped files, the documentation's examples and the files in
 * {@code schemas/} of the tests, which have every key that no other has.
 */
class EditorSchemasTest {
  private static final Path FULL = Path.of("src/test/resources/schemas");

  private static final Map<String, ObjectNode> MADE = new TreeMap<>();

  static final Set<String> FULL_PATHS = new TreeSet<>();

  @BeforeAll
  static void readEverything() throws IOException {
    var findings = new Findings();
    var files = ConfigFiles.read(Path.of("config"), Path.of("mappings"), Path.of("routes"));
    for (Path example : in(Path.of("docs/examples/departments"))) {
      files = files.with("config/departments/340882-" + example.getFileName(), bytes(example));
    }
    for (Path file : in(FULL)) {
      String path = "config/" + file.getFileName().toString().replace("--", "/");
      FULL_PATHS.add(path);
      files = files.with(path, bytes(file));
    }
    read(files, findings);
    var sources = files;
    var writer =
        new EditorSchemas(path -> List.of(sources.need(path, findings).text().split("\n")));
    findings.shapes().all().forEach((kind, shape) -> MADE.put(kind, writer.of(kind, shape)));
    MADE.keySet().removeIf(kind -> kind.endsWith(".camel"));
  }

  private static void read(ConfigFiles files, Findings findings) {
    var regions = RegionsTable.read(files, findings);
    var departments = DepartmentsTable.read(files, regions, findings);
    var channels = ChannelConfig.read(files, regions, findings);
    DeadlinesReader.read(files, findings);
    CalendarReader.read(files, regions, findings);
    DepartmentConnection.read(files, departments, findings);
    ReviewPolicy.read(files, findings);
    RepeatPolicy.read(files, findings);
    FeedbackPolicy.read(files, findings);
    CallbackPolicy.read(files, channels.keySet(), findings);
    Assessment.read(files, findings);
    MailTexts.read(files, findings);
    DepartmentMailTexts.read(files, findings);
    SmsGateway.read(files, findings);
    SmsTexts.read(files, findings);
    Listeners.read(files, findings);
    StaffFile.read(files, regions, departments, findings);
    BuckPassing.read(files, findings);
  }

  @Test
  void they_are_what_the_readers_take() throws IOException {
    for (var made : MADE.entrySet()) {
      EditorSchema.of(made.getKey()).is(made.getValue());
    }
  }

  static Stream<Path> shippedFiles() throws IOException {
    try (var all = Files.walk(Path.of("config"))) {
      return all
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("application.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void a_shipped_file_names_its_schema_and_keeps_to_it(Path file) throws IOException {
    var schema = EditorSchema.of(Shapes.kind(file.toString()));
    schema.isNamedIn(file);
    assertThat(schema.faults(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "config/channels/hotline.yaml,http: true,htpp: true",
    "config/channels/hotline.yaml,method: PHONE,method: FONE",
    "config/channels/hotline.yaml,http: true,http: perhaps",
    "config/deadlines.yaml,attempts: 2,attempts: many",
    "config/deadlines.yaml,maxLength: 30wd,maxLength: 30d",
    "config/review.yaml,closesItself,closeItself",
    "config/calendars/2026.yaml,holidays:,holiday:",
    "config/departments/340882-ybj.yaml,adapter: queue,adapter: kew",
    "config/staff.yaml,roles: [AUDITOR],roles: [READER]",
    "config/repeats.yaml,cases: 5,cases: 1"
  })
  void what_check_refuses_the_editor_marks(String path, String right, String wrong)
      throws IOException {
    Path file = Path.of(path);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    var schema = EditorSchema.of(Shapes.kind(path));
    assertThat(schema.faults(text)).isEmpty();
    assertThat(schema.faults(text.replace(right, wrong))).isNotEmpty();
  }

  private static List<Path> in(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readString(file).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
