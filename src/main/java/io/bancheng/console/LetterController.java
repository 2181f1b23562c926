package io.bancheng.console;

import io.bancheng.canonical.DepartmentId;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

/** A department fetches its own letters (取件), and waits a while if there are none. */
@RestController
@RequestMapping(path = "/api/v1/departments", produces = MediaType.APPLICATION_JSON_VALUE)
class LetterController {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,3})s");
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final LetterDesk desk;

  LetterController(LetterDesk desk) {
    this.desk = desk;
  }

  /**
   * The department's letters, in order.
   *
   * @param state only of assignments in that state
   * @param after the last number it has; up to there all is confirmed
   * @param wait how long to wait for one, such as {@code 30s}, at most a minute
   */
  @GetMapping("/{department}/assignments")
  DeferredResult<String> fetch(
      @PathVariable String department,
      @RequestParam(required = false) String state,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "0s") String wait) {
    return desk.fetch(new LetterDesk.Question(id(department), state, after), limit(wait));
  }

  private static DepartmentId id(String department) {
    try {
      return DepartmentId.parse(department);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage());
    }
  }

  private static Duration limit(String wait) {
    var seconds = SECONDS.matcher(wait);
    if (!seconds.matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Write wait as 30s.");
    }
    var limit = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
  }
}
