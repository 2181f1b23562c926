/** Bytes into canonical things and back: field tables, replies, and the letters that go out. */
package io.bancheng.mappings;
