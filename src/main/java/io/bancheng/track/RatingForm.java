package io.bancheng.track;

import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.DissatisfactionCause;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a reporter filled in about the result (评价).
 *
 * @param satisfaction 5 to 1, as it was sent
 * @param cause why it is low; may be empty
 * @param words may be empty
 */
record RatingForm(String satisfaction, String cause, String words) {
  static final RatingForm BLANK = new RatingForm("", "", "");
  static final int LONGEST = 1000;

  /** A field that the browser did not send is empty. */
  RatingForm {
    satisfaction = satisfaction == null ? "" : satisfaction;
    cause = cause == null ? "" : cause;
    words = words == null ? "" : words;
  }

  /** The text key of what is wrong with it, if anything is. */
  Optional<String> fault() {
    if (!satisfaction.matches("[1-" + CallbackResult.BEST + "]")) {
      return Optional.of("track.rate.missing");
    }
    boolean known =
        cause.isEmpty()
            || Arrays.stream(DissatisfactionCause.values()).anyMatch(c -> c.name().equals(cause));
    boolean tooLong = words.codePointCount(0, words.length()) > LONGEST;
    return known && !tooLong ? Optional.empty() : Optional.of("track.rate.long");
  }

  /** The same as the data of the action {@code recordCallback}. */
  Map<String, Object> data() {
    var data = new LinkedHashMap<String, Object>();
    data.put("connected", "true");
    data.put("satisfaction", satisfaction);
    if (!cause.isEmpty()) {
      data.put("cause", cause);
    }
    if (!words.isBlank()) {
      data.put("text", words.strip());
    }
    return data;
  }
}
