package io.bancheng.console;

import io.bancheng.ledger.Quarantine;
import io.bancheng.security.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What came in and could not be taken (待处理报文): looked at, corrected, tried again. */
@Controller
@RequestMapping("/console/parked")
class ParkedPage {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedPage.class);
  private static final String LIST = "redirect:/console/parked";
  private static final int SIZE = 50;

  private final Quarantine quarantine;
  private final StaffDesk staff;
  private final Clock clock;

  ParkedPage(Quarantine quarantine, StaffDesk staff, Clock clock) {
    this.quarantine = quarantine;
    this.staff = staff;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list(
      @RequestParam(required = false) String reason,
      @RequestParam(required = false) String door,
      @RequestParam(defaultValue = "0") long after) {
    var kind = said(reason);
    var entrance = said(door);
    var found = quarantine.page(kind, entrance, after, SIZE);
    return new ModelAndView("console/parked")
        .addObject("kinds", quarantine.kinds(entrance))
        .addObject("doors", quarantine.doors())
        .addObject("reason", kind)
        .addObject("door", entrance)
        .addObject("messages", found)
        .addObject("next", found.size() == SIZE ? found.get(SIZE - 1).id() : null);
  }

  /**
   * The words in it are for those who deal with cases; whoever only runs the hub mends the cause.
   */
  @GetMapping("/{id}")
  ModelAndView one(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    var content = quarantine.find(id).orElseThrow(ParkedPage::gone);
    LOG.info("parked message {} looked at by {}", id, caller.id());
    return new ModelAndView("console/parked-message")
        .addObject("m", content.message())
        .addObject("contentType", content.contentType())
        .addObject("closed", !reads(caller))
        .addObject("text", reads(caller) ? text(content.raw()).orElse(null) : null)
        .addObject("own", own(content.message().door()));
  }

  @PostMapping("/{id}/retry")
  String retry(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean confirmSender,
      @AuthenticationPrincipal Caller caller) {
    if (!(confirmSender ? quarantine.confirmSender(id, caller.id()) : quarantine.retry(id))) {
      throw gone();
    }
    return LIST;
  }

  @PostMapping("/retry")
  String retryAll(@RequestParam String reason, @RequestParam(required = false) String door) {
    quarantine.retryAll(reason, said(door));
    return LIST;
  }

  /** A browser sends line ends as CR LF, whatever the text had. */
  @PostMapping("/{id}/correct")
  String correct(
      @PathVariable long id, @RequestParam String text, @AuthenticationPrincipal Caller caller) {
    var before = quarantine.find(id).orElseThrow(ParkedPage::gone);
    boolean fit = !text.isBlank() && text(before.raw()).isPresent() && reads(caller);
    if (!fit || own(before.message().door())) {
      throw gone();
    }
    boolean windows = text(before.raw()).orElseThrow().contains("\r\n");
    var corrected = windows ? text : text.replace("\r\n", "\n");
    quarantine
        .correct(id, corrected.getBytes(StandardCharsets.UTF_8), caller.id(), clock.instant())
        .orElseThrow(ParkedPage::gone);
    LOG.info("parked message {} corrected by {}", id, caller.id());
    return LIST;
  }

  private static String said(String text) {
    return Optional.ofNullable(text).filter(t -> !t.isBlank()).orElse(null);
  }

  private boolean reads(Caller caller) {
    return staff.account(caller).handlesCases();
  }

  /** The hub's own letters are not corrected here: what they say stands in the ledger. */
  private static boolean own(String door) {
    return door.startsWith("refused.")
        || door.startsWith("doubtful.")
        || door.startsWith("dead-letter.");
  }

  private static Optional<String> text(byte[] raw) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty(); // it is shown as what it is: not a text in UTF-8
    }
  }

  private static ResponseStatusException gone() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "No parked message has that id.");
  }
}
