package io.bancheng.mappings;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.stax.WstxInputFactory;
import io.bancheng.canonical.Unacceptable;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * A sender's XML as maps, lists and text, the root element included. Repeated elements are a list,
 * an attribute is {@code @name}, text beside attributes or elements {@code #text}, and an empty
 * element counts as absent. A document type is refused, so there is no entity to expand or fetch.
 * Complaints give the place and never the content.
 */
final class SourceXml {
  private static final int MOST_ATTRIBUTES = 50;
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.:-]*)[\"']");
  private static final int LONGEST_DECLARATION = 200;
  private static final Set<Charset> WITHOUT_CHINESE =
      Set.of(StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1);

  private final XMLStreamReader reader;
  private final ReadingLimits limits;

  private SourceXml(XMLStreamReader reader, ReadingLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /**
   * @param contentType may be null
   * @throws Unacceptable if the bytes are no XML, have a document type, or are more than the hub
   *     takes
   */
  static Map<String, Object> read(byte[] raw, String contentType, ReadingLimits limits) {
    limits.admit(raw, limits.document());
    String text = text(raw, contentType);
    try {
      var reader = factory(limits).createXMLStreamReader(new StringReader(text));
      return new SourceXml(reader, limits).document();
    } catch (WstxEOFException e) {
      throw unreadable("The text ends before the XML does", e.getLocation());
    } catch (XMLStreamException e) {
      boolean large = e.getMessage() != null && e.getMessage().startsWith("Maximum ");
      throw unreadable(
          large ? "Deeper, longer or more than the hub takes" : "Not XML", e.getLocation());
    }
  }

  /**
   * By the mark, the content type's charset, the XML declaration (RFC 7303 section 3). A content
   * type's ASCII or Latin is a library's habit, and so is a UTF-8 that the bytes are not: then the
   * declaration decides.
   */
  private static String text(byte[] raw, String contentType) {
    var written = declaration(raw);
    var outside =
        SourceText.declared(contentType)
            .filter(charset -> written.isEmpty() || !WITHOUT_CHINESE.contains(charset));
    var charset = SourceText.marked(raw).or(() -> outside).or(() -> written);
    try {
      return SourceText.decode(raw, charset.orElse(StandardCharsets.UTF_8));
    } catch (Unacceptable e) {
      if (outside.equals(Optional.of(StandardCharsets.UTF_8)) && written.isPresent()) {
        return SourceText.decode(raw, written.get());
      }
      throw e;
    }
  }

  private static Optional<Charset> declaration(byte[] raw) {
    int length = Math.min(raw.length, LONGEST_DECLARATION);
    var found = DECLARATION.matcher(new String(raw, 0, length, StandardCharsets.ISO_8859_1));
    return found.lookingAt() ? Optional.of(SourceText.named(found.group(1))) : Optional.empty();
  }

  /** One for every message, so that hostile names stay in no shared table. */
  private static XMLInputFactory factory(ReadingLimits limits) {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) limits.fields());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.text());
    return factory;
  }

  private Map<String, Object> document() throws XMLStreamException {
    var root = new LinkedHashMap<String, Object>();
    while (reader.hasNext()) {
      if (inside(reader.next())) {
        String name = reader.getLocalName();
        Repeats.add(root, name, element());
      }
    }
    return root;
  }

  private Object element() throws XMLStreamException {
    var inner = new LinkedHashMap<String, Object>();
    attributes(inner);
    var text = new StringBuilder();
    for (int event = reader.next(); event != END_ELEMENT; event = reader.next()) {
      if (inside(event)) {
        String name = reader.getLocalName();
        Repeats.add(inner, name, element());
      } else if (event == CHARACTERS || event == CDATA || event == SPACE) {
        append(text);
      }
    }
    String said = text.toString().isBlank() ? null : text.toString();
    if (inner.isEmpty()) {
      return said;
    }
    Repeats.add(inner, "#text", said);
    return inner;
  }

  /** Attributes with a namespace, such as {@code xml:space}, are for programs. */
  private void attributes(Map<String, Object> inner) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      String value = reader.getAttributeValue(i);
      if ((namespace == null || namespace.isEmpty()) && !value.isBlank()) {
        inner.put("@" + reader.getAttributeLocalName(i), value);
      }
    }
  }

  private void append(StringBuilder text) {
    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    if (text.length() > limits.text()) {
      throw unreadable("A text longer than the hub takes", reader.getLocation());
    }
  }

  /** Whether an element begins; document types and references to entities are refused. */
  private boolean inside(int event) {
    return switch (event) {
      case START_ELEMENT -> true;
      case DTD, ENTITY_REFERENCE ->
          throw unreadable("A document type or an entity of its own", reader.getLocation());
      default -> false;
    };
  }

  private static Unacceptable unreadable(String what, Location at) {
    String place =
        at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    return ReadingLimits.refusal(what + place);
  }
}
