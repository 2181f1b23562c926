package io.bancheng.window;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/** Which texts beside a field tell about it, for those who hear the page read out. */
record Notes(Faults faults, MessageSource messages) {
  /** The ids of the hint and the fault of a field; null if it has neither. */
  public String of(String field) {
    var ids =
        Stream.of(hinted(field) ? field + "-hint" : "", faults.at(field) ? field + "-fault" : "")
            .filter(id -> !id.isEmpty())
            .collect(Collectors.joining(" "));
    return ids.isEmpty() ? null : ids;
  }

  private boolean hinted(String field) {
    return messages.getMessage("window.hint." + field, null, null, Locale.SIMPLIFIED_CHINESE)
        != null;
  }
}
