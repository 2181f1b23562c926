package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** What a caller is told where nothing else answers: a person a page, a program a problem. */
@RestController
class ErrorAnswer implements ErrorController {
  private final PageProblems pages;

  ErrorAnswer(PageProblems pages) {
    this.pages = pages;
  }

  /** Who asks for a page reads words, in the language they chose. */
  @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
    var code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code == null ? HttpStatus.NOT_FOUND.value() : code;
    var asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    return asked.startsWith("/console")
        ? pages.page(request, response, status)
        : PageProblems.ofOthers(request, HttpStatusCode.valueOf(status));
  }

  @RequestMapping("/error")
  ResponseEntity<byte[]> answer(HttpServletRequest request) {
    var code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.valueOf(code);
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("instance", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    body.put("code", "HTTP_" + status.value());
    body.put("msg", status == HttpStatus.NOT_FOUND ? "请求的地址不存在" : "请求无法处理");
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(CanonicalJson.write(body).getBytes(StandardCharsets.UTF_8));
  }
}
