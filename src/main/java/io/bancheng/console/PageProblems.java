package io.bancheng.console;

import io.bancheng.canonical.NotYours;
import io.bancheng.pages.Look;
import io.bancheng.security.Browsers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * What a person reads when a page of the console cannot be shown, whoever has written the page, or
 * when there is none at that address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems implements HandlerExceptionResolver {
  private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);
  private static final String CONSOLE = "/console";

  private final ConsoleFrame frame;

  PageProblems(ConsoleFrame frame) {
    this.frame = frame;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception e) {
    if (!request.getRequestURI().startsWith(CONSOLE)) {
      return e instanceof NoResourceFoundException absent && Browsers.ask(request)
          ? ofOthers(request, absent.getStatusCode())
          : null;
    }
    boolean page = !isCall(handler) && !(e instanceof AccessDeniedException);
    return page ? page(request, response, e) : null;
  }

  /** What people read outside the console. */
  static ModelAndView ofOthers(HttpServletRequest request, HttpStatusCode status) {
    return new ModelAndView("pages/problem", status)
        .addObject("look", Look.of(request))
        .addObject("key", key(status));
  }

  private static String key(HttpStatusCode status) {
    return switch (status.value()) {
      case 401, 403 -> "pages.problem.closed";
      case 404 -> "pages.problem.absent";
      case 429 -> "pages.problem.many";
      default -> status.is5xxServerError() ? "pages.problem.failed" : "pages.problem.other";
    };
  }

  /** The page for an error that no handler was there for. */
  ModelAndView page(HttpServletRequest request, HttpServletResponse response, int status) {
    frame.around(request, response);
    return page(HttpStatusCode.valueOf(status), null);
  }

  private ModelAndView page(HttpServletRequest request, HttpServletResponse response, Exception e) {
    frame.around(request, response);
    return e instanceof NotYours refused
        ? page(HttpStatus.FORBIDDEN, refused.msg())
        : page(status(e), null);
  }

  /** What is asked for wrongly says so by its status; everything else is ours to mend. */
  private static HttpStatusCode status(Exception e) {
    if (e instanceof ErrorResponse refused) {
      return refused.getStatusCode();
    }
    if (e instanceof TypeMismatchException) {
      return HttpStatus.BAD_REQUEST;
    }
    if (e instanceof DataAccessException || e instanceof TransactionException) {
      LOG.error("a page cannot be shown, the ledger cannot be reached: {}", e.toString());
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    LOG.error("a page cannot be shown", e);
    return HttpStatus.INTERNAL_SERVER_ERROR;
  }

  /** Whether it answers programs, not people. */
  private static boolean isCall(Object handler) {
    return handler instanceof HandlerMethod method
        && (AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class)
            || method.hasMethodAnnotation(ResponseBody.class));
  }

  private static ModelAndView page(HttpStatusCode status, String why) {
    var page = new ModelAndView("console/problem", "status", status.value()).addObject("why", why);
    page.setStatus(status);
    return page;
  }
}
