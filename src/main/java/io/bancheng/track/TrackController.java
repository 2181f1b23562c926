package io.bancheng.track;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.pages.Look;
import io.bancheng.pages.OfficeTimes;
import io.bancheng.pages.RateLimit;
import io.bancheng.pages.TooMany;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page, and the JSON, where a reporter looks how the matter stands. */
@Controller
@RequestMapping(TrackController.PATH)
class TrackController {
  static final String PATH = "/track";

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int LOOKS_PER_CLIENT = 5;
  private static final int LOOKS_IN_ALL = 600;

  private final TrackDesk desk;
  private final RateLimit limit;

  TrackController(TrackDesk desk, Clock clock) {
    this.desk = desk;
    this.limit = new RateLimit(LOOKS_PER_CLIENT, LOOKS_IN_ALL, PERIOD, clock);
  }

  @GetMapping
  ModelAndView ask(HttpServletRequest request) {
    return page(request, "ask").addObject("caseNo", "");
  }

  /** Number and code in the body, so that no address holds the code. */
  @PostMapping
  ModelAndView look(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String caseNo,
      @RequestParam(defaultValue = "") String code) {
    return find(request, caseNo, code);
  }

  /** The rating, with number and code again: whoever has both is the reporter. */
  @PostMapping("/rating")
  ModelAndView rate(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String caseNo,
      @RequestParam(defaultValue = "") String code,
      RatingForm form) {
    limit.spend(request.getRemoteAddr(), 1);
    var standing = desk.find(caseNo, code);
    if (standing.isEmpty()) {
      return wrong(request, caseNo);
    }
    var fault = form.fault();
    if (fault.isPresent()) {
      var page = standing(request, standing.get(), code).addObject("fault", fault.get());
      page.addObject("said", form).setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
      return page;
    }
    boolean taken = desk.rate(standing.get(), form);
    var now = desk.find(caseNo, code).orElseThrow();
    return standing(request, now, code).addObject(taken ? "thanks" : "before", true);
  }

  /** The address in a receipt's QR code. */
  @GetMapping(path = "/{caseNo}", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView scanned(
      HttpServletRequest request,
      @PathVariable String caseNo,
      @RequestParam(defaultValue = "") String code) {
    return find(request, caseNo, code);
  }

  /** The same for programs: the step reached of the five, the dates promised, the public reply. */
  @GetMapping(path = "/{caseNo}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> json(
      HttpServletRequest request,
      @PathVariable String caseNo,
      @RequestParam(defaultValue = "") String code) {
    limit.spend(request.getRemoteAddr(), 1);
    return desk.find(caseNo, code)
        .map(standing -> ResponseEntity.ok(CanonicalJson.write(TrackJson.of(standing))))
        .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "NOT_FOUND", "编号或查询码不对"));
  }

  @ExceptionHandler
  Object tooMany(TooMany e, HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(e.seconds()));
    String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
    if (accept.contains(MediaType.APPLICATION_JSON_VALUE)) {
      return problem(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY", "查询太频繁，请稍后再试");
    }
    var page = again(request, HttpStatus.TOO_MANY_REQUESTS, "track.many");
    return page.addObject("seconds", e.seconds());
  }

  private ModelAndView find(HttpServletRequest request, String caseNo, String code) {
    limit.spend(request.getRemoteAddr(), 1);
    return desk.find(caseNo, code)
        .map(standing -> standing(request, standing, code))
        .orElseGet(() -> wrong(request, caseNo));
  }

  private static ModelAndView wrong(HttpServletRequest request, String caseNo) {
    return again(request, HttpStatus.NOT_FOUND, "track.wrong").addObject("caseNo", caseNo);
  }

  private static ModelAndView standing(HttpServletRequest request, Standing standing, String code) {
    return page(request, "standing")
        .addObject("standing", standing)
        .addObject("code", code)
        .addObject("causes", DissatisfactionCause.values())
        .addObject("said", RatingForm.BLANK);
  }

  private static ModelAndView again(HttpServletRequest request, HttpStatus status, String fault) {
    var page = page(request, "ask").addObject("fault", fault).addObject("caseNo", "");
    page.setStatus(status);
    return page;
  }

  private static ModelAndView page(HttpServletRequest request, String name) {
    return new ModelAndView("track/" + name)
        .addObject("look", Look.of(request).at(PATH))
        .addObject("times", new OfficeTimes(Look.of(request).locale()));
  }

  private static ResponseEntity<String> problem(HttpStatus status, String code, String msg) {
    var body =
        Map.of(
            "type",
            "urn:bancheng:problem:" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
            "title",
            status.getReasonPhrase(),
            "status",
            status.value(),
            "code",
            code,
            "msg",
            msg);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(CanonicalJson.write(body));
  }
}
