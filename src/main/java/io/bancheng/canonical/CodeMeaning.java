package io.bancheng.canonical;

/**
 * What a code of somebody's system means (对照), as one line of a code list says it.
 *
 * @param mapping the name of the department's field table
 * @param list the code list in it
 */
public record CodeMeaning(String mapping, String list, String code, String meaning) {}
