package io.bancheng.window;

import io.bancheng.pages.ChosenLanguage;
import io.bancheng.pages.Look;
import io.bancheng.pages.OfficeTimes;
import io.bancheng.pages.QrCode;
import io.bancheng.pages.RateLimit;
import io.bancheng.pages.TooMany;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** The public page: the form, its receipt, and what to do when neither can be given. */
@Controller
@RequestMapping(WindowController.PATH)
class WindowController {
  static final String PATH = "/window";
  private static final int LOOKS_PER_FORM = 10;
  private static final long BUSY_SECONDS = 10;

  private final FormDesk desk;
  private final RateLimit limit;
  private final Semaphore uploads;
  private final MessageSource messages;

  WindowController(FormDesk desk, WindowSettings settings, Clock clock, MessageSource messages) {
    this.desk = desk;
    this.messages = messages;
    this.limit =
        new RateLimit(
            settings.formsPerClient() * LOOKS_PER_FORM,
            settings.formsInAll() * LOOKS_PER_FORM,
            settings.period(),
            clock);
    this.uploads = new Semaphore(settings.uploadsAtOnce());
  }

  @GetMapping
  ModelAndView form(HttpServletRequest request) {
    limit.spend(request.getRemoteAddr(), 1);
    return desk.open() ? sheet(request, desk.blank()) : closed(request);
  }

  @PostMapping
  ModelAndView submit(HttpServletRequest request, HttpServletResponse response) {
    limit.spend(request.getRemoteAddr(), LOOKS_PER_FORM);
    if (!desk.open()) {
      return closed(request);
    }
    if (!uploads.tryAcquire()) {
      later(response, BUSY_SECONDS);
      return notice(request, "busy", HttpStatus.SERVICE_UNAVAILABLE, BUSY_SECONDS);
    }
    try (var upload = Upload.read(request)) {
      return page(request, response, desk.submit(upload));
    } finally {
      uploads.release();
    }
  }

  @ExceptionHandler
  ModelAndView tooMany(TooMany e, HttpServletRequest request, HttpServletResponse response) {
    later(response, e.seconds());
    return notice(request, "many", HttpStatus.TOO_MANY_REQUESTS, e.seconds());
  }

  private ModelAndView page(
      HttpServletRequest request, HttpServletResponse response, Outcome outcome) {
    if (outcome instanceof Outcome.Again again) {
      if (again.status() == HttpStatus.SERVICE_UNAVAILABLE) {
        later(response, BUSY_SECONDS);
      }
      var page = sheet(request, again.sheet());
      page.setStatus(again.status());
      return page;
    }
    return receipt(request, (Outcome.Received) outcome);
  }

  private static ModelAndView receipt(HttpServletRequest request, Outcome.Received received) {
    var receipt = received.receipt();
    var track =
        UriComponentsBuilder.fromPath("/track/{caseNo}")
            .queryParam("code", receipt.queryCode())
            .build(receipt.caseNo());
    var here = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    return page(request, "receipt")
        .addObject("track", track.toString())
        .addObject("qr", QrCode.of(here + track))
        .addObject("receipt", received.receipt())
        .addObject("receivedAt", times(request).of(receipt.receivedAt()))
        .addObject("before", received.before());
  }

  private static OfficeTimes times(HttpServletRequest request) {
    return new OfficeTimes(ChosenLanguage.of(request));
  }

  private ModelAndView sheet(HttpServletRequest request, Sheet sheet) {
    return page(request, "form")
        .addObject("token", sheet.token().text())
        .addObject("said", sheet.answers())
        .addObject("faults", sheet.faults())
        .addObject("documentsLost", sheet.documentsLost())
        .addObject("regions", desk.places())
        .addObject("choices", Questions.CHOICES)
        .addObject("accept", DocumentTypes.ENDINGS)
        .addObject("notes", new Notes(sheet.faults(), messages));
  }

  private static ModelAndView closed(HttpServletRequest request) {
    return notice(request, "closed", HttpStatus.NOT_FOUND, 0);
  }

  private static ModelAndView notice(
      HttpServletRequest request, String key, HttpStatus status, long seconds) {
    var page = page(request, "notice").addObject("key", key).addObject("seconds", seconds);
    page.setStatus(status);
    return page;
  }

  private static ModelAndView page(HttpServletRequest request, String name) {
    return new ModelAndView("window/" + name).addObject("look", Look.of(request));
  }

  private static void later(HttpServletResponse response, long seconds) {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
  }
}
