/** A MongoDB-wire server inside the hub: mongo-java-server speaks, RocksDB remembers. */
package hub.adapters.hot.server;
