package io.bancheng.open311;

import io.bancheng.canonical.CanonicalJson;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer of GeoReport v2: a list of things, in JSON or in XML.
 *
 * @param list the name of the XML document, e.g. {@code service_requests}
 * @param one the name of each thing in it
 */
record Answer(HttpStatus status, String list, String one, List<Map<String, Object>> things) {
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  static Answer of(String list, String one, List<Map<String, Object>> things) {
    return new Answer(HttpStatus.OK, list, one, things);
  }

  static Answer refused(HttpStatus status, String description) {
    return new Answer(
        status,
        "errors",
        "error",
        List.of(Map.of("code", status.value(), "description", description)));
  }

  /** The answer as that format; whatever is not xml is json. */
  ResponseEntity<String> as(String format) {
    boolean xml = "xml".equals(format);
    return ResponseEntity.status(status)
        .contentType(
            MediaType.parseMediaType(
                xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8"))
        .body(xml ? xml() : CanonicalJson.write(things));
  }

  private String xml() {
    var text = new StringWriter();
    try {
      var out = XML.createXMLStreamWriter(text);
      out.writeStartDocument("utf-8", "1.0");
      out.writeStartElement(list);
      for (Map<String, Object> thing : things) {
        element(out, one, thing);
      }
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("An answer could not be written as XML", e);
    }
  }

  /** Lists stand under their own name, each item under the same name without its last letter. */
  private static void element(XMLStreamWriter out, String name, Object value)
      throws XMLStreamException {
    out.writeStartElement(name);
    if (value instanceof Map<?, ?> fields) {
      for (var field : fields.entrySet()) {
        element(out, field.getKey().toString(), field.getValue());
      }
    } else if (value instanceof List<?> items) {
      for (Object item : items) {
        element(out, name.substring(0, name.length() - 1), item);
      }
    } else if (value != null) {
      out.writeCharacters(legal(value.toString()));
    }
    out.writeEndElement();
  }

  /** XML 1.0 knows no control characters. */
  private static String legal(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
  }
}
