package io.bancheng.report;

import io.bancheng.canonical.StaffAccount;
import io.bancheng.ledger.CaseCursor;
import io.bancheng.ledger.CaseReader.Found;
import io.bancheng.report.LedgerSheet.Format;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The ledger (台账) as a file, row by row from the database to the caller. */
@RestController
class ExportController {
  /** How many rows are to come; whoever got fewer has an incomplete file. */
  static final String ROWS = "Bancheng-Rows";

  private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
  private static final int AT_ONCE = 2;

  private final CaseCursor cases;
  private final Names names;
  private final Surroundings around;
  private final Exports exports;
  private final Semaphore places = new Semaphore(AT_ONCE);

  ExportController(CaseCursor cases, Names names, Surroundings around, Exports exports) {
    this.exports = exports;
    this.cases = cases;
    this.names = names;
    this.around = around;
  }

  /**
   * The cases registered from {@code from} to the day before {@code to}, in Asia/Shanghai; {@code
   * format} is xlsx or csv, {@code lang} zh or en.
   */
  @GetMapping({"/api/v1/export", "/console/export"})
  void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var asked = Asked.of(request.getParameterMap(), around.now(), "format", "lang");
    var scope = asked.scope(around.sight(request));
    refuseMore(scope);
    var format =
        Format.of(asked.find("format").orElse("xlsx"))
            .orElseThrow(() -> refused("format must be xlsx or csv."));
    if (!places.tryAcquire()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "30");
      throw new ResponseStatusException(
          HttpStatus.TOO_MANY_REQUESTS, AT_ONCE + " exports run already. Try again later.");
    }
    try {
      var table =
          new LedgerTable(names, english(asked) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
      write(scope, around.account(request), new Target(format, table, response));
    } finally {
      places.release();
    }
  }

  /** Where the rows go. */
  private record Target(Format format, LedgerTable table, HttpServletResponse response) {}

  private void write(Scope scope, StaffAccount by, Target target) throws IOException {
    var format = target.format();
    var response = target.response();
    var region = scope.regionPrefix().isEmpty() ? null : scope.regionPrefix();
    var range =
        new CaseCursor.Range(
            scope.period().start(), scope.period().end(), region, io.bancheng.ledger.Scope.of(by));
    long rows = cases.count(range);
    String name =
        "ledger-%s-%s.%s"
            .formatted(
                scope.period().from(), scope.period().to(), format.name().toLowerCase(Locale.ROOT));
    response.setContentType(format.mediaType());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    response.setHeader(ROWS, String.valueOf(rows));
    LOG.info(
        "ledger exported by {}: {} to {}, region {}, {} rows",
        by.id(),
        scope.period().from(),
        scope.period().to(),
        region == null ? "any" : region,
        rows);
    var progress = exports.begin(by.id(), rows);
    try {
      boolean whole =
          send(range, target, LedgerSheet.to(response.getOutputStream(), format), progress);
      progress.end(whole ? Exports.State.WHOLE : Exports.State.BROKEN);
    } finally {
      if (progress.state() == Exports.State.RUNNING) {
        progress.end(Exports.State.BROKEN);
      }
    }
  }

  /** Whether all of it went; a file that breaks off is not ended as a whole one would be. */
  private boolean send(
      CaseCursor.Range range, Target target, LedgerSheet sheet, Exports.Progress progress)
      throws IOException {
    try {
      sheet.row(target.table().head());
      cases.each(
          range,
          found -> {
            put(sheet, target.table(), found);
            progress.row();
          });
      sheet.close();
      return true;
    } catch (DataAccessException e) {
      if (!target.response().isCommitted()) {
        throw e;
      }
      LOG.error("An export broke off: {}. Export it again.", e.toString());
      sheet.row(List.of("导出中断，内容不完整 EXPORT BROKE OFF, INCOMPLETE"));
    } catch (UncheckedIOException e) {
      LOG.warn("An export's reader went away: {}", e.getCause().toString());
    }
    return false;
  }

  private static void put(LedgerSheet sheet, LedgerTable table, Found found) {
    try {
      sheet.row(table.row(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean english(Asked asked) {
    return "en".equals(asked.find("lang").orElse("zh"));
  }

  private static void refuseMore(Scope scope) {
    boolean more =
        Stream.of(
                scope.department(),
                scope.tier(),
                scope.channel(),
                scope.issueClass(),
                scope.category())
            .anyMatch(Objects::nonNull);
    if (more) {
      throw refused("The ledger is exported by from, to and region only.");
    }
  }

  private static ResponseStatusException refused(String why) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
  }
}
