/** What is written down about changes, and how secrets are kept out of it. */
package hub.console.audit;
