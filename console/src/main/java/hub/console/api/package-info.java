/** What holds for every request to the API: it fits the contract, it names its caller, and it fails with problem details. */
package hub.console.api;
