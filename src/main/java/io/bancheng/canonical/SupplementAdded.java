package io.bancheng.canonical;

import io.bancheng.canonical.Submission.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reporter or the source said more about the matter (补充说明). */
public record SupplementAdded(Instant at, Actor actor, Texts texts, List<Attachment> attachments)
    implements CaseEvent {
  @Override
  public Case applyTo(Case before) {
    return before;
  }

  @Override
  public Optional<Addition> addition() {
    return Optional.ofNullable(texts)
        .map(
            t ->
                new Addition(
                    at,
                    NoteType.SUPPLEMENT,
                    t.get("content"),
                    attachments == null ? List.of() : attachments));
  }
}
