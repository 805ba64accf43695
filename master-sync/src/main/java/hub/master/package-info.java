/** The register of devices, sites and customers: who speaks, what product it is and to whom it belongs. */
package hub.master;
