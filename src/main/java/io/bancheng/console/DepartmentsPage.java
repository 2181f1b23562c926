package io.bancheng.console;

import io.bancheng.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** How the departments' systems do, and the switches for each line (部门接入). */
@Controller
@RequestMapping("/console/departments")
class DepartmentsPage {
  private final DepartmentHealth health;
  private final DepartmentController switches;

  DepartmentsPage(DepartmentHealth health, DepartmentController switches) {
    this.health = health;
    this.switches = switches;
  }

  @GetMapping
  ModelAndView list() {
    return new ModelAndView("console/departments", "departments", health.all());
  }

  @PostMapping("/{id}/{how}")
  String turn(
      @PathVariable String id, @PathVariable String how, @AuthenticationPrincipal Caller caller) {
    switch (how) {
      case "pause" -> switches.pause(id, caller);
      case "drain" -> switches.drain(id, caller);
      case "resume" -> switches.resume(id, caller);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return "redirect:/console/departments";
  }
}
