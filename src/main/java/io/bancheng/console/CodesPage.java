package io.bancheng.console;

import io.bancheng.security.Caller;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Codes that no code list has (待对照): one click says what a code means and tries all again. */
@Controller
@RequestMapping("/console/codes")
class CodesPage {
  private final NeedsMappingController codes;

  CodesPage(NeedsMappingController codes) {
    this.codes = codes;
  }

  @GetMapping
  ModelAndView list() {
    return new ModelAndView("console/codes", "codes", codes.all());
  }

  @PostMapping
  String take(@RequestParam Map<String, String> said, @AuthenticationPrincipal Caller caller) {
    codes.take(Map.copyOf(said), caller);
    return "redirect:/console/codes";
  }
}
