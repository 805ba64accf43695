/** The few pages the hub serves by itself: sign in, the start page, the API's description, errors. */
package hub.console.page;
