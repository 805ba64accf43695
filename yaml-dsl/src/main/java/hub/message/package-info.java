/** The records that travel through the hub, plain Java and without behaviour, so that every room can speak of the same things. */
package hub.message;
