package io.bancheng.console;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where staff signs in (登录). */
@Controller
class SignInPage {
  @GetMapping("/console/sign-in")
  ModelAndView ask(@RequestParam Map<String, String> query) {
    String said = query.containsKey("wrong") ? "wrong" : query.containsKey("out") ? "out" : null;
    return new ModelAndView("console/sign-in", "said", said);
  }
}
