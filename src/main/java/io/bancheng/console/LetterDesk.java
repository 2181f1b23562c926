package io.bancheng.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.Letterbox;
import io.bancheng.ledger.Letterbox.Fetched;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers departments that fetch their letters. Who waits holds no thread; few may wait at once.
 */
@Component
class LetterDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);
  private static final int PAGE = 100;
  private static final int MOST = 200;
  private static final int MOST_OF_ONE = 4;

  private final Letterbox letterbox;
  private final ActiveConfig configuration;
  private final Clock clock;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  /** What a department asks for. */
  record Question(DepartmentId department, String state, long after) {}

  private record Waiting(Question question, DeferredResult<String> answer) {}

  LetterDesk(Letterbox letterbox, ActiveConfig configuration, Clock clock) {
    this.letterbox = letterbox;
    this.configuration = configuration;
    this.clock = clock;
  }

  /** The letters now, or as soon as there are some, or none when the limit is over. */
  DeferredResult<String> fetch(Question question, Duration limit) {
    boolean held = configuration.current().held(question.department());
    if (held) {
      letterbox.confirm(question.department(), question.after(), clock.instant());
    }
    var letters = held ? handOut(question) : written(question);
    var answer = new DeferredResult<String>(limit.toMillis());
    if (letters.isEmpty() && held && !limit.isZero() && room(question.department())) {
      keep(new Waiting(question, answer));
    } else {
      answer.setResult(json(question, letters));
    }
    return answer;
  }

  /** Looks for letters of those who wait, all in one question while there are none. */
  @Scheduled(fixedDelay = 500)
  void look() {
    try {
      var departments =
          waiting.stream().map(w -> w.question().department()).collect(Collectors.toSet());
      if (!departments.isEmpty()) {
        var with = letterbox.waiting(departments);
        waiting.stream().filter(w -> with.contains(w.question().department())).forEach(this::give);
      }
    } catch (DataAccessException e) {
      LOG.warn("departments that wait for letters wait on, the ledger is away: {}", e.toString());
    }
  }

  private void keep(Waiting one) {
    one.answer().onTimeout(() -> one.answer().setResult(json(one.question(), List.of())));
    one.answer().onCompletion(() -> waiting.remove(one));
    waiting.add(one);
  }

  /** Whoever waits no longer is handed nothing. */
  private void give(Waiting one) {
    var letters = one.answer().isSetOrExpired() ? List.<Fetched>of() : handOut(one.question());
    if (!letters.isEmpty()) {
      one.answer().setResult(json(one.question(), letters));
    }
  }

  private boolean room(DepartmentId department) {
    long own = waiting.stream().filter(w -> w.question().department().equals(department)).count();
    return own < MOST_OF_ONE && waiting.size() < MOST;
  }

  private List<Fetched> handOut(Question q) {
    return letterbox.handOut(q.department(), q.state(), clock.instant(), PAGE);
  }

  private List<Fetched> written(Question q) {
    return letterbox.written(q.department(), q.state(), q.after(), PAGE);
  }

  private static String json(Question question, List<Fetched> letters) {
    ObjectNode body = CanonicalJson.MAPPER.createObjectNode();
    body.put("code", "0");
    var list = body.putArray("messages");
    long next = question.after();
    for (Fetched letter : letters) {
      list.addObject()
          .put("hubSeq", letter.hubSeq())
          .put("hubMsgId", letter.hubMsgId())
          .put("messageType", letter.type())
          .put("caseNo", letter.caseNo())
          .putRawValue("message", new RawValue(letter.body()));
      next = Math.max(next, letter.hubSeq());
    }
    return CanonicalJson.write(body.put("next", next));
  }
}
