package io.bancheng.console;

import io.bancheng.attachments.AttachmentStore;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Submission.Attachment;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The documents that came along with a case (附件), for staff and for the departments that have it;
 * those of a confidential reporter are for staff only.
 */
@RestController
@RequestMapping({"/api/v1/cases/{caseNo}/attachments", "/console/cases/{caseNo}/attachments"})
class AttachmentController {
  private static final Logger LOG = LoggerFactory.getLogger(AttachmentController.class);

  private final CaseReader reader;
  private final AttachmentStore store;
  private final StaffDesk staff;

  AttachmentController(CaseReader reader, AttachmentStore store, StaffDesk staff) {
    this.staff = staff;
    this.reader = reader;
    this.store = store;
  }

  /** What came along, in its order; {@code href} stands at what can be fetched here. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  String list(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    var attachments = AttachmentJson.list(caseNo, attachments(caseNo, caller));
    return CanonicalJson.write(Map.of("caseNo", caseNo, "attachments", attachments));
  }

  /** One document to be saved; nothing in it runs in a browser. */
  @GetMapping("/{n}")
  ResponseEntity<InputStreamResource> download(
      @PathVariable String caseNo, @PathVariable int n, @AuthenticationPrincipal Caller caller) {
    var all = attachments(caseNo, caller);
    if (n < 1 || n > all.size()) {
      throw absent("The case has no attachment " + n + ".");
    }
    var attachment = all.get(n - 1);
    if (attachment.sha256() == null) {
      throw absent("Attachment " + n + " was not sent along; only its address is known.");
    }
    var content = store.open(attachment.sha256()).orElseThrow(() -> lost(caseNo, n, attachment));
    LOG.info("case {} attachment {} fetched by {}", caseNo, n, caller.id());
    return answer(attachment, content);
  }

  private static ResponseEntity<InputStreamResource> answer(
      Attachment attachment, InputStream content) {
    var name =
        ContentDisposition.attachment().filename(attachment.name(), StandardCharsets.UTF_8).build();
    var answer =
        ResponseEntity.ok()
            .contentType(type(attachment.mediaType()))
            .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Security-Policy", "default-src 'none'; sandbox");
    if (attachment.size() != null) {
      answer.contentLength(attachment.size());
    }
    return answer.body(new InputStreamResource(content));
  }

  /** A case whose documents are not the caller's looks like one that does not exist. */
  private List<Attachment> attachments(String caseNo, Caller caller) {
    var found =
        reader
            .find(caseNo)
            .filter(
                f -> caller.staff() ? staff.sees(caller, f.current()) : has(f.current(), caller))
            .orElseThrow(() -> absent("There is no such case."));
    if (!caller.staff() && found.current().confidential()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "The reporter asked for confidence: ask the window's staff.");
    }
    return found.submission() == null ? List.of() : found.submission().attachments();
  }

  private static boolean has(Case c, Caller caller) {
    return caller
        .department()
        .filter(id -> c.assignments().stream().filter(Assignment::active).anyMatch(is(id)))
        .isPresent();
  }

  private static Predicate<Assignment> is(String department) {
    return assignment -> assignment.department().toString().equals(department);
  }

  private static ResponseStatusException lost(String caseNo, int n, Attachment attachment) {
    LOG.error(
        "attachment {} of case {} is not in the store: bring {} back from a backup of"
            + " var/attachments.",
        n,
        caseNo,
        attachment.sha256());
    return absent("Attachment " + n + " is lost in the store; operations have been told.");
  }

  private static ResponseStatusException absent(String why) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, why);
  }

  private static MediaType type(String named) {
    try {
      return named == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(named);
    } catch (InvalidMediaTypeException e) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
  }
}
