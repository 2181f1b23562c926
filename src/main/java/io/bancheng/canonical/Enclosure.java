package io.bancheng.canonical;

/**
 * A document that came along with a message (附件), with its bytes. It is put into the attachment
 * store before the case is registered; queues and events carry only its digest.
 *
 * @param name as its sender calls it, untrusted; null if it has none
 * @param mediaType by its content, not by its name
 */
public record Enclosure(String name, String mediaType, String sha256, byte[] content) {}
