/**
 * What the operators' folder {@code config/} says, as one immutable value, or else every problem in
 * it with its place and the advice what to do.
 */
package io.bancheng.config;
