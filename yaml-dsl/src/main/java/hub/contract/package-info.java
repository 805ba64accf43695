/** What a product promises about its readings, and the check that finds every broken promise of one reading. */
package hub.contract;
