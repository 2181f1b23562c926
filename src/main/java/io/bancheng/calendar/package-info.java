/**
 * The office's calendar (工作日历): which days are worked, and when a limit such as {@code 5wd} runs
 * out. Every computation names its zone; the zone of the machine never matters.
 */
package io.bancheng.calendar;
