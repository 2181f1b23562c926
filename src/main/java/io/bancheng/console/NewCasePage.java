package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.ChannelPaused;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.Receipt;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Region;
import io.bancheng.pages.QrCode;
import io.bancheng.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The counter form (窗口登记): a clerk writes down what somebody brings. What they wrote goes the way
 * of every channel's message, by the channel {@code desk}.
 */
@Controller
@RequestMapping("/console/new")
class NewCasePage {
  private static final String CHANNEL = "desk";
  private static final String TYPE = "application/x-www-form-urlencoded; charset=UTF-8";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final List<String> FIELDS =
      List.of(
          "userType",
          "name",
          "mobile",
          "idNo",
          "orgName",
          "creditCode",
          "agentFor",
          "agentRelation",
          "secret",
          "region",
          "address",
          "kind",
          "situation",
          "dept",
          "item",
          "times",
          "title",
          "content",
          "expect");

  private final IntakeDesk intake;
  private final ActiveConfig configuration;
  private final Clock clock;

  NewCasePage(IntakeDesk intake, ActiveConfig configuration, Clock clock) {
    this.intake = intake;
    this.configuration = configuration;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView form() {
    return form(Map.of("formToken", UUID.randomUUID().toString()), List.of());
  }

  /** The same form sent twice gives the same receipt. */
  @PostMapping
  ModelAndView take(
      @RequestParam Map<String, String> said,
      HttpServletRequest request,
      @AuthenticationPrincipal Caller caller) {
    String token = said.getOrDefault("formToken", "");
    if (!token.matches("[0-9a-f-]{36}")) {
      return form();
    }
    if (said.getOrDefault("content", "").isBlank()) {
      return form(said, List.of("console.new.empty"));
    }
    try {
      var receipt =
          intake.receipt(CHANNEL, token).orElseGet(() -> intake.take(message(said, caller)));
      return receipt(receipt, request);
    } catch (ChannelPaused e) {
      return form(said, List.of("console.new.paused"));
    } catch (Unacceptable e) {
      return form(
          said, e.faults().stream().map(f -> f.msg() == null ? f.detail() : f.msg()).toList());
    }
  }

  private InboundMessage message(Map<String, String> said, Caller caller) {
    var now = clock.instant();
    var fields = new LinkedHashMap<String, String>();
    fields.put("formToken", said.get("formToken"));
    fields.put("submitTime", TIME.format(LocalDateTime.ofInstant(now, CanonicalJson.ZONE)));
    fields.put("clerk", caller.id());
    FIELDS.forEach(field -> fields.put(field, said.getOrDefault(field, "").strip()));
    var body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append(body.length() == 0 ? "" : "&")
                .append(name)
                .append('=')
                .append(UriUtils.encode(value, StandardCharsets.UTF_8)));
    byte[] raw = body.toString().getBytes(StandardCharsets.UTF_8);
    return new InboundMessage(
        null, "channel." + CHANNEL, null, TYPE, said.get("formToken"), raw, now);
  }

  private ModelAndView form(Map<String, String> said, List<String> faults) {
    var page =
        new ModelAndView("console/new")
            .addObject("said", said)
            .addObject("faults", faults)
            .addObject("regions", regions());
    if (!faults.isEmpty()) {
      page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return page;
  }

  private List<Region> regions() {
    return configuration.current().regions().all().stream()
        .filter(region -> region.code().length() == 6)
        .toList();
  }

  private static ModelAndView receipt(Receipt receipt, HttpServletRequest request) {
    var track =
        UriComponentsBuilder.fromPath("/track/{caseNo}")
            .queryParam("code", receipt.queryCode())
            .build(receipt.caseNo());
    var here = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    return new ModelAndView("console/receipt")
        .addObject("receipt", receipt)
        .addObject("qr", QrCode.of(here + track));
  }
}
