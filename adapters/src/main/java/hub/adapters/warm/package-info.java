/** The PostgreSQL server the hub brings along when nobody else provides one: a real one, its data in a folder of the hub. */
package hub.adapters.warm;
