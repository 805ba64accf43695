/** Answers the API about what people edit: products, rule tables and routes, in the shapes of the contract. */
package hub.desk;
