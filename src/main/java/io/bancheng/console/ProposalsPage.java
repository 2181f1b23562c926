package io.bancheng.console;

import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.security.Caller;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What waits for a second person, and what came of it (双人复核). */
@Controller
@RequestMapping("/console/proposals")
class ProposalsPage {
  private final ProposalDesk desk;

  ProposalsPage(ProposalDesk desk) {
    this.desk = desk;
  }

  @GetMapping
  ModelAndView list(@AuthenticationPrincipal Caller caller) {
    return page(caller, null, List.of());
  }

  @PostMapping("/{id}/approve")
  ModelAndView approve(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    return decide(id, caller, desk::approve);
  }

  @PostMapping("/{id}/refuse")
  ModelAndView refuse(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    return decide(id, caller, desk::refuse);
  }

  private ModelAndView decide(long id, Caller caller, BiFunction<Long, Caller, ?> how) {
    try {
      how.apply(id, caller);
      return new ModelAndView("redirect:/console/proposals");
    } catch (NotYours e) {
      return page(caller, "console.proposal.notYours", List.of());
    } catch (Unacceptable e) {
      return page(caller, "console.proposal.over", List.of());
    } catch (Problems e) {
      return page(caller, "console.problems", e.list().stream().map(Object::toString).toList());
    }
  }

  private ModelAndView page(Caller caller, String refused, List<String> problems) {
    var page =
        new ModelAndView("console/proposals")
            .addObject("proposals", desk.list(caller))
            .addObject("refused", refused)
            .addObject("problems", problems);
    if (refused != null) {
      page.setStatus(HttpStatus.CONFLICT);
    }
    return page;
  }
}
