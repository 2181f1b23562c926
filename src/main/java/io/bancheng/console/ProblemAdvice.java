package io.bancheng.console;

import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import java.net.URI;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns refusals into RFC 9457 problems with a stable code and a Chinese message. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ProblemDetail refused(IllegalTransition e) {
    var problem = problem(HttpStatus.CONFLICT, "NOT_ALLOWED", e.msg(), e.getMessage());
    problem.setProperty("allowed", e.allowed());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail refused(NotYours e) {
    return problem(HttpStatus.FORBIDDEN, "FORBIDDEN", e.msg(), e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(Unacceptable e) {
    var status =
        switch (e.kind()) {
          case UNKNOWN_SUBJECT -> HttpStatus.NOT_FOUND;
          case NOT_ALLOWED, CONFLICT -> HttpStatus.CONFLICT;
          default -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
    var problem = problem(status, e.kind().name(), said(e, status), e.getMessage());
    problem.setProperty("errors", e.faults());
    return problem;
  }

  /** Operators' files that may not come into force: every problem with its place. */
  @ExceptionHandler
  ProblemDetail refused(Problems e) {
    var problem =
        problem(HttpStatus.CONFLICT, "FILES_REFUSED", "配置检查未通过，未作任何更改", "Nothing has changed.");
    var errors = e.list().stream().map(p -> new Unacceptable.Fault("", p.toString())).toList();
    problem.setProperty("errors", errors);
    return problem;
  }

  /** What is missing or wrong, where it is known in Chinese. */
  private static String said(Unacceptable e, HttpStatus status) {
    var faults = e.faults().stream().map(Unacceptable.Fault::msg).filter(Objects::nonNull).toList();
    if (!faults.isEmpty()) {
      return String.join("；", faults);
    }
    return status == HttpStatus.CONFLICT ? "当前状态不允许该操作" : "请求内容不符合要求";
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> away(Exception e) {
    LOG.error("a request was refused, the ledger cannot be reached: {}", e.toString());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "2")
        .body(
            problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "UNAVAILABLE",
                "系统暂不可用，请稍后重试",
                "The ledger is away. Try again."));
  }

  @ExceptionHandler
  ProblemDetail failed(Exception e) {
    LOG.error("a request failed", e);
    return problem(HttpStatus.INTERNAL_SERVER_ERROR, "FAILED", "处理失败，请稍后重试", "The request failed.");
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var response = super.handleExceptionInternal(e, body, headers, status, request);
    if (response != null && response.getBody() instanceof ProblemDetail problem) {
      problem.setProperty("code", "HTTP_" + status.value());
      problem.setProperty("msg", "请求无法处理");
    }
    return response;
  }

  private static ProblemDetail problem(HttpStatus status, String code, String msg, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:bancheng:problem:" + code.toLowerCase(java.util.Locale.ROOT)));
    problem.setTitle(code);
    problem.setProperty("code", code);
    problem.setProperty("msg", msg);
    return problem;
  }
}
