package io.bancheng.console;

import io.bancheng.security.SignInWays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where staff signs in (登录). */
@Controller
class SignInPage {
  private static final List<String> SAID = List.of("wrong", "out", "ended", "changed");

  private final SignInWays ways;

  SignInPage(SignInWays ways) {
    this.ways = ways;
  }

  @GetMapping("/console/sign-in")
  ModelAndView ask(@RequestParam Map<String, String> query) {
    return new ModelAndView("console/sign-in")
        .addObject("said", SAID.stream().filter(query::containsKey).findFirst().orElse(null))
        .addObject("ways", ways.all());
  }
}
