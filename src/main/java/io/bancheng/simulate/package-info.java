/**
 * A year of the office in minutes (模拟年): the real flow and ledger, people and departments by lot.
 */
package io.bancheng.simulate;
