package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.canonical.IssueClass;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Who is called back (回访) and what follows from what they say: {@code config/callback.yaml}.
 *
 * @param byClass percent of the cases of a class
 * @param byChannel percent of the cases of a channel, which goes before the class
 * @param archiveAfter so long after the feedback a case is archived by itself
 */
public record CallbackPolicy(
    Map<IssueClass, Integer> byClass,
    Map<String, Integer> byChannel,
    TimeLimit archiveAfter,
    Dissatisfied dissatisfied) {
  static final String FILE = "config/callback.yaml";
  private static final int ALL = 100;

  /** What happens at once when a reporter is not satisfied for the first time. */
  public enum Consequence {
    REOPEN,
    SUPERVISE
  }

  /**
   * Who counts as not satisfied.
   *
   * @param upTo ratings from 1 to this
   * @param exceptCauses causes that are nobody's fault who handles cases
   */
  public record Dissatisfied(int upTo, Consequence first, Set<DissatisfactionCause> exceptCauses) {
    public Dissatisfied {
      exceptCauses = Set.copyOf(exceptCauses);
    }

    public boolean is(CallbackResult result) {
      return result.rated()
          && result.satisfaction() <= upTo
          && (result.cause() == null || !exceptCauses.contains(result.cause()));
    }
  }

  public CallbackPolicy {
    byClass = Map.copyOf(byClass);
    byChannel = Map.copyOf(byChannel);
  }

  /**
   * Whether a case is to be called back: always after a second handling; else the same cases at
   * every reckoning, for their number alone decides.
   */
  public boolean sampled(Case c) {
    var issueClass =
        c.classification() == null ? IssueClass.GENERAL : c.classification().issueClass();
    int percent = byChannel.getOrDefault(c.source().channelCode(), byClass.get(issueClass));
    return c.round() > 1 || lot(c.caseNo()) < percent;
  }

  private static int lot(String caseNo) {
    var crc = new CRC32();
    crc.update(caseNo.getBytes(StandardCharsets.US_ASCII));
    return (int) (crc.getValue() % ALL);
  }

  static CallbackPolicy read(ConfigFiles files, Set<String> channels, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    root.keys("sampling", "archiveAfter", "dissatisfied");
    var sampling = root.need("sampling").keys("byClass", "byChannel");
    var classes = sampling.need("byClass").keys("GENERAL", "COMPLEX", "DIFFICULT", "URGENT");
    var byClass = new EnumMap<IssueClass, Integer>(IssueClass.class);
    for (IssueClass issueClass : IssueClass.values()) {
      byClass.put(issueClass, classes.need(issueClass.name()).number(0, ALL));
    }
    return new CallbackPolicy(
        byClass,
        byChannel(sampling.need("byChannel"), channels, findings),
        root.need("archiveAfter").limit(),
        dissatisfied(root.need("dissatisfied")));
  }

  private static Map<String, Integer> byChannel(
      YamlTree at, Set<String> channels, Findings findings) {
    var percent = new TreeMap<String, Integer>();
    at.entries()
        .forEach(
            (code, value) -> {
              percent.put(code, value.number(0, ALL));
              if (!channels.contains(code)) {
                findings.unknown(value.place(), "channel", code, channels, "");
              }
            });
    return percent;
  }

  private static Dissatisfied dissatisfied(YamlTree at) {
    at.keys("upTo", "first", "exceptCauses");
    return new Dissatisfied(
        at.need("upTo").number(1, CallbackResult.BEST - 1),
        at.need("first").choice(Consequence.class),
        Set.copyOf(at.need("exceptCauses").choices(DissatisfactionCause.class)));
  }
}
