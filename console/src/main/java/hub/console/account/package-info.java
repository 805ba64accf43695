/** The people who may sign in, before an identity provider is connected. */
package hub.console.account;
