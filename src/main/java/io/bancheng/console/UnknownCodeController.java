package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.UnknownCodes;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Codes of channels that no lookup knows. Operations add them to the channel's field table. */
@RestController
@RequestMapping(path = "/api/v1/unknown-codes", produces = MediaType.APPLICATION_JSON_VALUE)
class UnknownCodeController {
  private static final int MOST = 500;

  private final UnknownCodes codes;

  UnknownCodeController(UnknownCodes codes) {
    this.codes = codes;
  }

  /** The codes with how often and when they came, the latest first. */
  @GetMapping
  String list() {
    return CanonicalJson.write(Map.of("unknownCodes", codes.list(MOST)));
  }
}
