"""The room that reads Chinese report texts: sentences, numbers, roles, statements, and what is wrong among them."""
