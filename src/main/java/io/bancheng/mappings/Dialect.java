package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Letter;
import io.bancheng.mappings.FieldTable.Field;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel's own words for what the hub answers it (回传): the {@code answers} of a field table. */
public final class Dialect implements UnaryOperator<Letter> {
  private static final Logger LOG = LoggerFactory.getLogger(Dialect.class);

  private final String mapping;
  private final List<Field> fields;

  Dialect(String mapping, List<Field> fields) {
    this.mapping = mapping;
    this.fields = fields;
  }

  /** The letter in the channel's own words; what an expression cannot make is left out. */
  @Override
  public Letter apply(Letter letter) {
    var body = CanonicalJson.write(said(letter.body()));
    return new Letter(letter.address(), letter.stream(), letter.caseNo(), letter.type(), body);
  }

  ObjectNode said(String canonical) {
    Object input = tree(canonical);
    var said = CanonicalJson.MAPPER.createObjectNode();
    for (Field field : fields) {
      try {
        put(said, field, Draft.node(field.expression().on(input)));
      } catch (Expression.Failed | IllegalArgumentException e) {
        LOG.warn("{}: an answer lacks {}, it cannot be made. Mend it.", mapping, field.pointer());
      }
    }
    return said;
  }

  private static void put(ObjectNode said, Field field, JsonNode value) {
    if (value == null) {
      return;
    }
    var path = field.target();
    ObjectNode parent = said;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    parent.set(path.get(path.size() - 1), value);
  }

  private static Object tree(String canonical) {
    try {
      return CanonicalJson.MAPPER.readValue(canonical, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a letter of the hub", e);
    }
  }
}
