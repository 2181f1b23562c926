package io.bancheng.canonical;

import io.bancheng.canonical.Submission.Attachment;
import java.time.Instant;
import java.util.List;

/**
 * What was said about a case after it was registered (补充、重办、督办). A department that gets the case
 * later reads it with the rest.
 *
 * @param text verbatim, empty if there are only documents
 */
public record Addition(Instant at, NoteType type, String text, List<Attachment> attachments) {}
