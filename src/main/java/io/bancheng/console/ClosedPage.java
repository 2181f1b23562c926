package io.bancheng.console;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What a person reads who asked for a page that their roles may not open. */
@Controller
class ClosedPage {
  @RequestMapping("/console/closed")
  ModelAndView closed() {
    return new ModelAndView("console/problem", HttpStatus.FORBIDDEN)
        .addObject("status", HttpStatus.FORBIDDEN.value());
  }
}
