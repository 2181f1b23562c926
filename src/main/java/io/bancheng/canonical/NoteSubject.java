package io.bancheng.canonical;

/** The case that a channel's note means, by the hub's number and by its sender's. */
public record NoteSubject(String caseNo, String sourceSystem, String sourceCaseId) {}
