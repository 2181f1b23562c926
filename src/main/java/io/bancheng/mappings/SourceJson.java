package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A sender's JSON as maps, lists and plain values. A null counts as absent. Complaints give the
 * place and never the content.
 */
final class SourceJson {
  private static final int LONGEST_NAME = 5_000;
  private static final int LONGEST_NUMBER = 100;

  private static final Map<ReadingLimits, JsonFactory> FACTORIES = new ConcurrentHashMap<>();

  private final ReadingLimits limits;
  private final String text;
  private final boolean surrogates;
  private int fields;

  private SourceJson(String text, ReadingLimits limits) {
    this.text = text;
    this.limits = limits;
    this.surrogates = text.contains("\\ud") || text.contains("\\uD");
  }

  /**
   * @param contentType may be null: UTF-8
   * @throws Unacceptable if the bytes are no JSON, or more of it than the hub takes
   */
  static Object read(byte[] raw, String contentType, ReadingLimits limits) {
    limits.admit(raw, limits.document());
    return new SourceJson(SourceText.read(raw, contentType), limits).tree();
  }

  /**
   * The texts of the items of a list, as they were sent.
   *
   * @throws Unacceptable if the bytes are no JSON, or more of it than the hub takes
   */
  static List<String> items(byte[] raw, String contentType, ReadingLimits limits) {
    limits.admit(raw, limits.document());
    var source = new SourceJson(SourceText.read(raw, contentType), limits);
    return source.parse(source::items);
  }

  private interface Parsing<T> {
    T of(JsonParser parser) throws IOException;
  }

  private List<String> items(JsonParser parser) throws IOException {
    var items = new ArrayList<String>();
    parser.nextToken();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int from = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      items.add(text.substring(from, (int) parser.currentLocation().getCharOffset()));
    }
    if (parser.nextToken() != null) {
      throw ReadingLimits.refusal("Something follows the list");
    }
    return items;
  }

  private Object tree() {
    return parse(
        parser -> {
          Object tree = CanonicalJson.MAPPER.readerFor(Object.class).readValue(parser);
          prune(tree);
          return tree == null ? Map.of() : tree;
        });
  }

  private <T> T parse(Parsing<T> parsing) {
    try (var parser = factory().createParser(text)) {
      return parsing.of(parser);
    } catch (StreamConstraintsException e) {
      throw unreadable("Deeper, longer or larger in a number than the hub takes", e);
    } catch (JsonEOFException e) {
      throw unreadable("The text ends before the JSON does", e);
    } catch (StreamReadException e) {
      boolean twice = e.getOriginalMessage().startsWith("Duplicate");
      throw unreadable(twice ? "A key stands twice in one object" : "Not JSON", e);
    } catch (JsonProcessingException e) {
      throw unreadable(text.isBlank() ? "Nothing in it" : "Something follows the JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for each set of limits: it remembers the names that its documents use. */
  private JsonFactory factory() {
    return FACTORIES.computeIfAbsent(limits, SourceJson::factory);
  }

  private static JsonFactory factory(ReadingLimits limits) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(limits.document())
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.text())
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .build())
        .build();
  }

  private void prune(Object node) {
    if (node instanceof Map<?, ?> map) {
      fields += map.size();
      if (fields > limits.fields()) {
        throw ReadingLimits.refusal("More than " + limits.fields() + " fields");
      }
      map.values().removeIf(Objects::isNull);
      pruneAll(map.values());
    } else if (node instanceof List<?> list) {
      list.removeIf(Objects::isNull);
      pruneAll(list);
    } else if (surrogates && node instanceof String value && halfCharacter(value)) {
      throw ReadingLimits.refusal("Half a character (lone surrogate) in a text");
    }
  }

  private void pruneAll(Collection<?> nodes) {
    for (Object node : nodes) {
      prune(node);
    }
  }

  private static boolean halfCharacter(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Unacceptable unreadable(String what, JsonProcessingException e) {
    var at = e.getLocation();
    String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return ReadingLimits.refusal(what + place);
  }
}
