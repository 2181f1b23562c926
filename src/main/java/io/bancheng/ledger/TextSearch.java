package io.bancheng.ledger;

import io.bancheng.canonical.Seal;
import io.bancheng.canonical.Submission;
import io.bancheng.ledger.CaseReader.Filter;
import io.bancheng.ledger.CaseReader.Listed;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds cases by words in what was said. Words lie sealed and there is no index of them: it opens
 * the latest cases that fit the filter, up to a number that keeps the page quick, and says where it
 * stopped.
 */
public final class TextSearch {
  private static final int BATCH = 250;
  private static final int MOST = 2_000;

  private final JdbcClient jdbc;
  private final CaseReader reader;
  private final Safe safe;

  /**
   * What was found.
   *
   * @param looked how many cases were looked at
   * @param last the last of them if there may be more, else null
   */
  public record Found(List<Listed> cases, int looked, Listed last) {}

  public TextSearch(JdbcClient jdbc, CaseReader reader, Seal seal) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.safe = new Safe(seal);
  }

  /** The cases whose words hold every part of the text, the latest change first. */
  public Found find(String text, Filter filter) {
    var parts = Stream.of(folded(text).split("\\s+")).filter(p -> !p.isEmpty()).toList();
    var found = new ArrayList<Listed>();
    int looked = 0;
    Listed last = null;
    while (looked < MOST) {
      var batch = reader.page(filter.after(last, BATCH));
      var said = said(batch);
      for (Listed listed : batch) {
        last = listed;
        looked++;
        String words = said.getOrDefault(listed.current().caseNo(), "");
        if (parts.stream().allMatch(words::contains)) {
          found.add(listed);
        }
        if (found.size() == filter.limit()) {
          return new Found(List.copyOf(found), looked, last);
        }
      }
      if (batch.size() < BATCH) {
        return new Found(List.copyOf(found), looked, null);
      }
    }
    return new Found(List.copyOf(found), looked, last);
  }

  private Map<String, String> said(List<Listed> batch) {
    var said = new HashMap<String, String>();
    jdbc.sql("select case_no, words from person_data where seq = 1 and case_no = any (?)")
        .param(batch.stream().map(l -> l.current().caseNo()).toArray(String[]::new))
        .query(
            rs -> {
              String caseNo = rs.getString("case_no");
              var words = CaseRow.submission(safe.words(caseNo, 1, rs.getBytes("words")));
              said.put(caseNo, words == null ? "" : text(words));
            });
    return said;
  }

  private static String text(Submission s) {
    var matter = s.matter();
    return folded(
        Stream.of(
                s.demand().title(),
                s.demand().content(),
                s.demand().expectation(),
                matter == null ? null : matter.matterName(),
                matter == null ? null : matter.reportedDept())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n")));
  }

  /** Full-width and half-width, great and small letters are the same. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
