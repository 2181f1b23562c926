/**
 * What would happen: one case under the rules in force, with its reasons, and past cases under
 * other rules. Nothing here changes anything.
 */
package io.bancheng.rehearse;
