package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.ReplyType;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.ToldEvent;
import io.bancheng.mappings.CloudEvents;
import io.bancheng.mappings.OutgoingLetters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/asyncapi.yaml against what the hub really writes, over hundreds of random histories. */
class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = document();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Z_]+)`");

  private final Map<JsonNode, Schema> schemas = new IdentityHashMap<>();

  @Test
  void every_letter_that_the_hub_writes_is_in_the_document_with_all_its_fields() {
    var letters = new OutgoingLetters(code -> true, code -> false, () -> false, same());
    var seen = new TreeSet<String>();
    for (var history : histories()) {
      for (Letter letter : letters(letters, history)) {
        var body = json(letter.body());
        var schema = DOCUMENT.at("/components/schemas/" + letter.type());
        assertThat(problems(schema, body)).as(letter.body()).isEmpty();
        assertThat(names(schema.path("properties"))).as(letter.type()).containsAll(names(body));
        assertThat(names(DOCUMENT.at("/channels/" + channel(letter) + "/messages")))
            .contains(letter.type());
        seen.add(letter.type());
      }
    }
    assertThat(seen).as("types that random histories reach").hasSizeGreaterThan(15);
  }

  @Test
  void it_names_the_types_that_messages_md_names() throws IOException {
    var text = Files.readString(Path.of("docs/messages.md"));
    assertThat(rows(text, "## To a department", "## From a department"))
        .isEqualTo(
            without(
                names(DOCUMENT.at("/channels/departmentCases/messages")), "ASSIGNMENT_DISPATCHED"));
    assertThat(rows(text, "## To a channel", "## From a channel"))
        .isEqualTo(names(DOCUMENT.at("/channels/channelAnswers/messages")));
  }

  @Test
  void its_events_are_those_that_are_told() {
    var schema = DOCUMENT.at("/components/schemas/CaseEvent");
    for (var history : histories()) {
      int seq = 0;
      for (CaseEvent event : history) {
        var told =
            new ToldEvent(
                "340882261009000129", ++seq, event.type(), event.at(), "{\"said\":\"x\"}");
        var body = json(CloudEvents.write(told));
        assertThat(problems(schema, body)).as(body.toString()).isEmpty();
        assertThat(names(schema.path("properties"))).containsAll(names(body));
      }
    }
  }

  @Test
  void its_codes_of_replies_are_those_that_are_read() {
    var reply = DOCUMENT.at("/components/schemas/Reply/properties");
    assertThat(codes(reply.at("/eventType/enum"))).isEqualTo(names(ReplyType.values()));
    assertThat(codes(reply.at("/resultType/enum"))).isEqualTo(names(ResultType.values()));
  }

  private static List<List<CaseEvent>> histories() {
    return LongStream.range(0, 400).mapToObj(seed -> CaseHistory.of(seed, 30)).toList();
  }

  /** The letters of each event by itself, as each is a commit of its own. */
  private static List<Letter> letters(OutgoingLetters letters, List<CaseEvent> history) {
    var all = new ArrayList<Letter>();
    var file = CaseFile.open((Registered) history.get(0));
    all.addAll(letters.letters(file));
    for (CaseEvent event : history.subList(1, history.size())) {
      file = CaseFile.taken(file.current(), file.submission(), 1, "").add(event);
      all.addAll(letters.letters(file));
    }
    return all;
  }

  private static String channel(Letter letter) {
    return letter.address().startsWith("department.") ? "departmentCases" : "channelAnswers";
  }

  private static Set<String> rows(String text, String from, String to) {
    var part = text.substring(text.indexOf(from), text.indexOf(to));
    return part.lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> TYPE.matcher(line.split("\\|")[1]).results().map(m -> m.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> problems(JsonNode schema, JsonNode body) {
    var validator = schemas.computeIfAbsent(schema, REGISTRY::getSchema);
    return validator.validate(body).stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> names(Enum<?>[] codes) {
    return Arrays.stream(codes).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> codes(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> names, String... some) {
    names.removeAll(List.of(some));
    return names;
  }

  private static Function<String, UnaryOperator<Letter>> same() {
    return code -> UnaryOperator.identity();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode document() {
    try {
      var read =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(Path.of("docs/asyncapi.yaml")));
      return JSON.valueToTree(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
