package io.bancheng.routes;

import static io.bancheng.canonical.CanonicalJson.ZONE;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.mappings.ReplySheet;
import io.bancheng.mappings.ResultSheet;
import io.bancheng.mappings.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The entrance for files. Lets in the bytes, what the sender calls the file and when it came,
 * nothing else; gives the result file back, and says where the file itself goes.
 */
public final class FileDoor {
  private static final String KEEP_AS = "keepAs";

  private final Clock clock;

  public FileDoor(Clock clock) {
    this.clock = clock;
  }

  /**
   * The file as an envelope: its id is the digest of its content, so that the same content is the
   * same file under any name.
   */
  public InboundMessage enter(Exchange exchange, String door) throws IOException {
    var in = exchange.getIn();
    String name = in.getHeader(Exchange.FILE_NAME_ONLY, String.class);
    Long modified = in.getHeader(Exchange.FILE_LAST_MODIFIED, Long.class);
    byte[] raw = bytes(in.getBody(InputStream.class));
    in.removeHeaders("*");
    var arrived = modified == null ? clock.instant() : Instant.ofEpochMilli(modified);
    var facts = new FileFacts(name, arrived.atZone(ZONE).toOffsetDateTime());
    return new InboundMessage(
        null, door, Sha256.hex(raw), facts.contentType(), null, raw, clock.instant());
  }

  /** The result of a file that was taken row by row. */
  public void answer(Exchange exchange, List<ResultSheet.Line> lines) {
    var file = exchange.getProperty("file", InboundMessage.class);
    var sheet = exchange.getProperty("sheet", Sheet.class);
    boolean repeated = exchange.getProperty("repeated", Boolean.class);
    String name = FileFacts.of(file).name();
    give(exchange, "done", new ResultSheet(name, sheet, repeated).text(lines));
  }

  /**
   * The result of a file of replies.
   *
   * @throws IllegalStateException while one of them has no end; the file is looked at again later
   */
  public void answerReplies(Exchange exchange, List<ReplyOutcome> outcomes) {
    if (outcomes.stream().anyMatch(outcome -> outcome.result() == ReplyOutcome.Result.KEPT)) {
      throw new IllegalStateException("not every reply has its outcome");
    }
    var file = exchange.getProperty("file", InboundMessage.class);
    give(exchange, "done", new ReplySheet(FileFacts.of(file).name()).text(outcomes));
  }

  /** The result of a file that was parked as a whole. */
  public void refuse(Exchange exchange) {
    var why = Unacceptable.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    var file = exchange.getProperty("file", InboundMessage.class);
    give(exchange, "failed", ResultSheet.refused(FileFacts.of(file).name(), why.getMessage()));
  }

  private static void give(Exchange exchange, String folder, byte[] result) {
    var file = exchange.getProperty("file", InboundMessage.class);
    String name = FileFacts.of(file).name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    boolean table = name.regionMatches(true, name.length() - 4, ".csv", 0, 4);
    String kept = stem + "." + file.messageId().substring(0, 8) + name.substring(stem.length());
    exchange.setProperty(KEEP_AS, folder + "/" + kept);
    var in = exchange.getIn();
    in.removeHeaders("*");
    in.setHeader(Exchange.FILE_NAME, (table ? stem : name) + ".result.csv");
    in.setBody(result);
  }

  /** One byte more than allowed is enough for the reader to refuse it. */
  private static byte[] bytes(InputStream in) throws IOException {
    try (in) {
      return in.readNBytes(Sheet.MOST_BYTES + 1);
    }
  }
}
