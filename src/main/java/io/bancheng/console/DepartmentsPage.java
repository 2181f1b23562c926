package io.bancheng.console;

import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** How the departments' systems do, and the switches for each line (部门接入). */
@Controller
@RequestMapping("/console/departments")
class DepartmentsPage {
  private final DepartmentHealth health;
  private final DepartmentController switches;

  private final StaffDesk staff;

  DepartmentsPage(DepartmentHealth health, DepartmentController switches, StaffDesk staff) {
    this.health = health;
    this.switches = switches;
    this.staff = staff;
  }

  @GetMapping
  ModelAndView list(@AuthenticationPrincipal Caller caller) {
    return new ModelAndView(
        "console/departments", "departments", health.all(staff.account(caller)));
  }

  @PostMapping("/switch")
  String turn(
      @RequestParam String id,
      @RequestParam String how,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    switch (how) {
      case "pause" -> switches.pause(id, reason, caller, request);
      case "drain" -> switches.drain(id, reason, caller, request);
      case "resume" -> switches.resume(id, reason, caller, request);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return "redirect:/console/departments";
  }
}
