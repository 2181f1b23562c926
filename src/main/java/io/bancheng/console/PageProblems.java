package io.bancheng.console;

import io.bancheng.canonical.NotYours;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What a person reads in the console when a page cannot be shown. */
@ControllerAdvice(
    assignableTypes = {
      AlertsPage.class,
      CasePage.class,
      CasesPage.class,
      ChannelsPage.class,
      CodesPage.class,
      ConfigurationPage.class,
      DepartmentsPage.class,
      NewCasePage.class,
      ParkedPage.class,
      RecordPage.class,
      RevealPage.class,
      ShadowPage.class,
      TasksPage.class
    })
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
  private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

  @ExceptionHandler
  ModelAndView refused(ResponseStatusException e) {
    return page(e.getStatusCode(), null);
  }

  @ExceptionHandler
  ModelAndView refused(NotYours e) {
    return page(HttpStatus.FORBIDDEN, e.msg());
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView away(Exception e) {
    LOG.error("a page cannot be shown, the ledger cannot be reached: {}", e.toString());
    return page(HttpStatus.SERVICE_UNAVAILABLE, null);
  }

  /** What is asked for wrongly says so by its status; everything else is ours to mend. */
  @ExceptionHandler
  ModelAndView failed(Exception e) {
    if (e instanceof ErrorResponse refused) {
      return page(refused.getStatusCode(), null);
    }
    if (e instanceof TypeMismatchException) {
      return page(HttpStatus.BAD_REQUEST, null);
    }
    LOG.error("a page cannot be shown", e);
    return page(HttpStatus.INTERNAL_SERVER_ERROR, null);
  }

  private static ModelAndView page(HttpStatusCode status, String why) {
    var page = new ModelAndView("console/problem", "status", status.value()).addObject("why", why);
    page.setStatus(status);
    return page;
  }
}
