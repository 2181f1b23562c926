package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Outcome;
import io.bancheng.config.HubConfig;
import io.bancheng.mappings.ResultSheet;
import io.bancheng.mappings.Sheet;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The rows of a file as messages of their own, and what has become of them. */
public final class FileRows {
  private final Reader reader;
  private final Turnstile turnstile;
  private final Clock clock;

  FileRows(Reader reader, Turnstile turnstile, Clock clock) {
    this.reader = reader;
    this.turnstile = turnstile;
    this.clock = clock;
  }

  /** Whether the message is a whole file. */
  public boolean isFile(InboundMessage message) {
    return FileFacts.has(message);
  }

  /**
   * The rows one after the other, each with the time at which it was its turn.
   *
   * @throws IllegalStateException between two rows, when the hub stops or its flow is exchanged;
   *     the file is gone on with later
   */
  public Iterator<InboundMessage> each(Exchange exchange, InboundMessage file, Sheet sheet) {
    var rows = sheet.rows().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InboundMessage next() {
        if (turnstile.closing() || exchange.getContext().isStopping()) {
          throw new IllegalStateException("the flow is exchanged or stops");
        }
        return message(file, rows.next());
      }
    };
  }

  /** The ids of the rows' messages. */
  public List<String> ids(InboundMessage file, Sheet sheet) {
    return sheet.rows().stream().map(row -> id(file, row)).toList();
  }

  /**
   * Every row with its outcome.
   *
   * @throws IllegalStateException while a row has none; the file is looked at again later
   */
  public List<ResultSheet.Line> lines(
      InboundMessage file, Sheet sheet, List<Outcome> outcomes, HubConfig config) {
    Map<String, Outcome> byId =
        outcomes.stream().collect(Collectors.toMap(Outcome::messageId, Function.identity()));
    return sheet.rows().stream()
        .map(row -> line(row, byId.get(id(file, row)), message(file, row), config))
        .toList();
  }

  private ResultSheet.Line line(
      Sheet.Row row, Outcome outcome, InboundMessage message, HubConfig config) {
    if (outcome == null || outcome.kind() == Outcome.Kind.OPEN) {
      throw new IllegalStateException("not every row has its outcome");
    }
    var complaints =
        outcome.kind() == Outcome.Kind.REFUSED
            ? reader.complaints(message, config)
            : List.<String>of();
    return new ResultSheet.Line(row, outcome, complaints);
  }

  private InboundMessage message(InboundMessage file, Sheet.Row row) {
    var facts = FileFacts.of(file);
    String arrived = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(facts.arrived());
    byte[] raw = row.message(facts.name(), arrived);
    return new InboundMessage(
        null, file.door(), id(file, row), Sheet.ROW_TYPE, null, raw, clock.instant());
  }

  private static String id(InboundMessage file, Sheet.Row row) {
    return file.messageId() + "#" + row.number();
  }
}
