/** What readings come to: mergeable parts per device and hour, and the figures of products and customers that are made of them. */
package hub.adapters.analytics;
