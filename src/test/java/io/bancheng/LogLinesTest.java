package io.bancheng;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

/** What somebody wrote into a field forges no line of the log, neither of the text nor as JSON. */
class LogLinesTest {
  private static final String FORGED =
      "2026-10-20T09:00:00.000+08:00  INFO [main] io.bancheng.Forged : staff.admin signed in";

  private static final List<String> SLY =
      List.of(
          "x\n" + FORGED,
          "x\r\n" + FORGED,
          "x\r" + FORGED,
          "x\n\n" + FORGED,
          "x\u0085" + FORGED,
          "x\u2028" + FORGED,
          "\u001b[2K\u001b[1A" + FORGED,
          "\u202e" + FORGED,
          "\b\b\b" + FORGED + "\u0000\u007f\u009b1m",
          "${jndi:ldap://127.0.0.1/x} %m%n {} %d");

  private final LoggerContext context = new LoggerContext();

  LogLinesTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "file"})
  void one_event_is_one_line_of_text(String where) throws IOException {
    var encoder = text(where);
    for (String sly : SLY) {
      String written = written(encoder, event(sly, null));
      assertThat(written).endsWith("\n");
      assertThat(written.strip().lines()).as(written).hasSize(1);
      assertThat(written.strip().chars()).noneMatch(LogLinesTest::steers);
      assertThat(written).contains("case one: ").contains("io.bancheng.Test");
    }
  }

  @Test
  void a_fault_s_own_lines_are_all_that_stands_below_it() throws IOException {
    var encoder = text("console");
    for (String sly : SLY) {
      var fault = new IllegalStateException(sly, new IllegalArgumentException(sly));
      var lines = written(encoder, event(sly, fault)).lines().filter(l -> !l.isEmpty()).toList();
      assertThat(lines.stream().skip(1).filter(line -> !line.startsWith("\t")))
          .as("the exception and its cause")
          .hasSize(2)
          .allMatch(line -> line.matches("(Caused by: )?java\\.lang\\.Illegal.*"));
      assertThat(lines)
          .hasSizeGreaterThan(5)
          .noneMatch(line -> line.chars().anyMatch(c -> c == 27));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash", "gelf"})
  void as_json_one_event_is_one_object_with_what_was_said_in_one_value(String format)
      throws IOException {
    var encoder = json(format);
    for (String sly : SLY) {
      String written = written(encoder, event(sly, new IllegalStateException(sly)));
      assertThat(written.strip().lines()).hasSize(1);
      assertThat(written.strip().chars()).noneMatch(c -> c < 32);
      var values = new HashMap<String, String>();
      collect("", new ObjectMapper().readTree(written), values);
      assertThat(values).containsValue("case one: " + sly);
    }
  }

  private static boolean steers(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c == 0x2028
        || c == 0x2029;
  }

  private Encoder<ILoggingEvent> text(String where) throws IOException {
    var encoder = new PatternLayoutEncoder();
    context.putObject(
        "PATTERN_RULE_REGISTRY",
        new HashMap<>(Map.of("wEx", ExtendedWhitespaceThrowableProxyConverter.class.getName())));
    encoder.setPattern(pattern(where));
    return started(encoder);
  }

  private Encoder<ILoggingEvent> json(String format) {
    context.putObject(Environment.class.getName(), new MockEnvironment());
    var encoder = new StructuredLogEncoder();
    encoder.setFormat(format);
    return started(encoder);
  }

  private Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    assertThat(encoder.isStarted()).isTrue();
    return encoder;
  }

  private static String pattern(String where) throws IOException {
    var shipped =
        new YamlPropertySourceLoader()
            .load("shipped", new ClassPathResource("application.yaml"))
            .get(0);
    return String.valueOf(shipped.getProperty("logging.pattern." + where));
  }

  private ILoggingEvent event(String sly, Throwable fault) {
    var log = context.getLogger("io.bancheng.Test");
    return new LoggingEvent(
        LogLinesTest.class.getName(), log, Level.WARN, "case one: {}", fault, new Object[] {sly});
  }

  private static String written(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
    return new String(encoder.encode(event), UTF_8);
  }

  private static void collect(String at, JsonNode node, Map<String, String> values) {
    node.properties()
        .forEach(field -> collect(at + "." + field.getKey(), field.getValue(), values));
    if (node.isTextual()) {
      values.put(at, node.asText());
    }
  }
}
