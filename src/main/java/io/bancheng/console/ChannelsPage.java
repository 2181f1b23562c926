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

/** How the channels do, and the switches of their entrances (渠道接入). */
@Controller
@RequestMapping("/console/channels")
class ChannelsPage {
  private final ChannelHealth health;
  private final ChannelController switches;
  private final StaffDesk staff;

  ChannelsPage(ChannelHealth health, ChannelController switches, StaffDesk staff) {
    this.health = health;
    this.switches = switches;
    this.staff = staff;
  }

  @GetMapping
  ModelAndView list(@AuthenticationPrincipal Caller caller) {
    return new ModelAndView("console/channels", "channels", health.all(staff.account(caller)));
  }

  @PostMapping("/switch")
  String turn(
      @RequestParam String channel,
      @RequestParam String how,
      @RequestParam(required = false) String reason,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    switch (how) {
      case "pause" -> switches.pause(channel, reason, caller, request);
      case "drain" -> switches.drain(channel, reason, caller, request);
      case "resume" -> switches.resume(channel, reason, caller, request);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return "redirect:/console/channels";
  }
}
