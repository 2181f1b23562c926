package io.bancheng.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case on somebody's desk: as the ledger has it, as it now stands, what its reporter said, and
 * the events that were added but are not in the ledger yet.
 *
 * @param before the case as the ledger has it, null for one that is registered now
 * @param additions what was said about it after its registration, in order
 * @param length how many events the ledger holds of it
 * @param head hash of the last of them, empty for a new case
 */
public record CaseFile(
    Case before,
    Case current,
    Submission submission,
    List<Addition> additions,
    int length,
    String head,
    List<CaseEvent> fresh) {

  /** Asked for often; the case's number and how much happened tell files apart well enough. */
  @Override
  public int hashCode() {
    return 31 * current.hashCode() + length + fresh.size();
  }

  /** A case that is registered now. */
  public static CaseFile open(Registered event) {
    return new CaseFile(
        null, event.applyTo(null), event.submission(), List.of(), 0, "", List.of(event));
  }

  /** A case taken out of the ledger. */
  public static CaseFile taken(Case stands, Submission submission, int length, String head) {
    return new CaseFile(stands, stands, submission, List.of(), length, head, List.of());
  }

  /** The same with what was said after the registration. */
  public CaseFile with(List<Addition> more) {
    return new CaseFile(
        before, current, submission, List.copyOf(more), length, head, List.copyOf(fresh));
  }

  /** The demand's content and every supplement to it, each on a line of its own. */
  public String content() {
    var said =
        submission == null ? Stream.<String>empty() : Stream.of(submission.demand().content());
    return Stream.concat(said, Stream.of(supplement()))
        .filter(text -> text != null && !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** Every supplement's text, each on a line of its own; empty if there is none. */
  public String supplement() {
    return additions.stream()
        .filter(a -> a.type() == NoteType.SUPPLEMENT)
        .map(Addition::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /**
   * The file with one more event.
   *
   * @throws IllegalTransition if the case's state does not allow it
   */
  public CaseFile add(CaseEvent event) {
    var more = new ArrayList<>(fresh);
    more.add(event);
    var said = Stream.concat(additions.stream(), event.addition().stream()).toList();
    return new CaseFile(
        before, event.applyTo(current), submission, said, length, head, List.copyOf(more));
  }
}
