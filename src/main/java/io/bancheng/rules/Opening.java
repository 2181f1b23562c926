package io.bancheng.rules;

import io.bancheng.canonical.Role;
import java.util.List;

/**
 * Something that a person may do with a case now.
 *
 * @param action its name in the transition tables
 * @param role in which of the person's roles
 * @param subject the assignment or supervision order that it is about, null for the whole case
 * @param asks what it needs besides
 */
public record Opening(String action, Role role, String subject, List<Ask> asks) {}
