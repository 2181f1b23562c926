package io.bancheng.canonical;

import java.util.List;

/** What a channel's message turns out to be once it has been read. */
public sealed interface Incoming {
  /** {@code CASE}, {@code NOTE} or {@code NOTHING}, for routes to go by. */
  String kind();

  /** It says something that becomes a case. */
  record NewCase(Submission submission, List<Enclosure> enclosures) implements Incoming {
    public NewCase {
      enclosures = List.copyOf(enclosures);
    }

    /** Asked for often; the envelope stands for what was said. */
    @Override
    public int hashCode() {
      return submission.envelope().hashCode();
    }

    @Override
    public String kind() {
      return "CASE";
    }
  }

  /** It speaks of a case that is here already. */
  record About(ChannelNote note) implements Incoming {
    @Override
    public String kind() {
      return "NOTE";
    }
  }

  /**
   * It is kept and nothing follows from it, such as an automatic answer.
   *
   * @param why for the people who look after the channel
   */
  record Nothing(String why) implements Incoming {
    @Override
    public String kind() {
      return "NOTHING";
    }
  }
}
