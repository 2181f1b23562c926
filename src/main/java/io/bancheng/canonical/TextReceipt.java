package io.bancheng.canonical;

/**
 * What the gateway says became of a text message (短信回执).
 *
 * @param messageId the key that the hub gave the message
 * @param delivered whether it reached the telephone
 */
public record TextReceipt(String messageId, boolean delivered) {}
