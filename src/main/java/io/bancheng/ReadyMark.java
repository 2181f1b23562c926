package io.bancheng;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Leaves a mark when the hub is ready, for whoever started it: {@code bin/hub} keeps the classes
 * that a start loaded only if it came that far.
 */
@Component
@ConditionalOnProperty("bancheng.ready-mark")
class ReadyMark {
  private final Path mark;

  ReadyMark(@Value("${bancheng.ready-mark}") Path mark) {
    this.mark = mark;
  }

  @EventListener(ApplicationReadyEvent.class)
  void leave() throws IOException {
    Files.write(mark, new byte[0]);
  }
}
