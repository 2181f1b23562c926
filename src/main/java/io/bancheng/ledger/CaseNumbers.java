package io.bancheng.ledger;

import io.bancheng.canonical.CanonicalJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Hands out case numbers: region (6 digits), day (yyMMdd in Asia/Shanghai), sequence of that region
 * and day (5 digits, more when they run out), ISO 7064 MOD 11,10 check digit. A node takes
 * sequences in blocks, so that intake of one region never waits for a counter row; gaps are fine.
 */
public final class CaseNumbers {
  private static final int BLOCK = 50;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final String TAKE =
      """
      insert into case_number_block (region_code, day, next) values (?, ?, ? + 1)
      on conflict (region_code, day) do update set next = case_number_block.next + ?
      returning next - ?
      """;

  private final JdbcTemplate jdbc;
  private final Map<Key, Block> blocks = new ConcurrentHashMap<>();

  private record Key(String region, LocalDate day) {}

  private record Block(int next, int end) {}

  public CaseNumbers(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A number nobody has, for that region and the local day of {@code at}. */
  public String next(String region, Instant at) {
    var day = LocalDate.ofInstant(at, CanonicalJson.ZONE);
    blocks.keySet().removeIf(key -> key.day().isBefore(day.minusDays(1)));
    var taken = new int[1];
    blocks.compute(
        new Key(region, day),
        (key, block) -> {
          var from = block == null || block.next() == block.end() ? take(key) : block;
          taken[0] = from.next();
          return new Block(from.next() + 1, from.end());
        });
    String digits = region + DAY.format(day) + "%05d".formatted(taken[0]);
    return digits + checkDigit(digits);
  }

  private Block take(Key key) {
    Integer first =
        jdbc.queryForObject(TAKE, Integer.class, key.region(), key.day(), BLOCK, BLOCK, BLOCK);
    return new Block(first, first + BLOCK);
  }

  /** ISO 7064 MOD 11,10: catches every single mistyped digit and nearly all transpositions. */
  static char checkDigit(String digits) {
    int product = 10;
    for (char c : digits.toCharArray()) {
      int sum = (c - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (char) ('0' + (11 - product) % 10);
  }
}
