/**
 * The conformance kit (一致性检测): plays the hub against a department's endpoint or queue and judges
 * what it sees. It shares no code with the routes, so that it also tells where they are wrong.
 */
package io.bancheng.kit;
