package io.bancheng.mappings;

/**
 * What a file in {@code mappings/departments/} says about one department's own words (部门方言).
 *
 * @param replies how it replies, null if the file does not say
 * @param letters in which words it is told, null if the file does not say
 */
record DepartmentTable(String name, ReplyTable replies, LetterTable letters) {}
