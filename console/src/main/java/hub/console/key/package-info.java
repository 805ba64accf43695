/** Programs that speak to the API with a key of their own, and how often anybody may ask. */
package hub.console.key;
