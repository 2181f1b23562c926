package io.bancheng.canonical;

/**
 * A text message to a reporter (短信) about to go out.
 *
 * @param messageId its key towards the gateway
 * @param to a mobile number, empty if the reporter has none
 */
public record TextMessage(String messageId, String caseNo, String to, String text) {}
