/** What leaves which store when: ageing of readings and rows, legal hold, and deletion by subject with a receipt. */
package hub.adapters.ageing;
