package io.bancheng.canonical;

/**
 * A code of a department that the code list of its mapping does not have.
 *
 * @param mapping the field table's name
 * @param list the code list in it that was asked, null if the table asks none for that field
 * @param field where in a reply the code's meaning was to stand
 */
public record UnknownCode(
    DepartmentId department, String mapping, String list, String field, String code) {}
