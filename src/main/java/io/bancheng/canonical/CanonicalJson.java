package io.bancheng.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * The one JSON reader and writer of canonical things: times with the offset of Asia/Shanghai,
 * absent fields left out, hard limits on size and depth, duplicate keys refused, no polymorphic
 * types.
 */
public final class CanonicalJson {
  /** The hub's zone; the law's days are this zone's days. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Limits of every JSON reader: 1 MiB, depth 64, strings 256 KiB, names 5000. */
  public static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxDocumentLength(1 << 20)
          .maxNestingDepth(64)
          .maxStringLength(256 * 1024)
          .maxNameLength(5000)
          .maxNumberLength(100)
          .build();

  public static final JsonMapper MAPPER = mapper();

  private CanonicalJson() {}

  /** The value as JSON text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A canonical value could not be written", e);
    }
  }

  private static JsonMapper mapper() {
    var times = new JavaTimeModule();
    times.addSerializer(Instant.class, new LocalOffset());
    var words = new SimpleModule();
    words.setMixInAnnotation(Texts.class, PlainTexts.class);
    var mapper =
        JsonMapper.builder()
            .addModule(times)
            .addModule(words)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    mapper.getFactory().setStreamReadConstraints(LIMITS);
    return mapper;
  }

  /** Texts are written as the object of their names. */
  private abstract static class PlainTexts {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    PlainTexts(Map<String, String> byName) {}

    @JsonValue
    abstract Map<String, String> byName();
  }

  /** Instants are written as local time with offset, so that people can read them. */
  private static final class LocalOffset extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    LocalOffset() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(LocalTimes.write(value));
    }
  }
}
