/** What every door needs before it opens: a port that nobody else holds. */
package hub.adapters;
