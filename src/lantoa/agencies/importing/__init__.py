"""Bodies out of a table: its columns, what each row comes to, the table to download."""
